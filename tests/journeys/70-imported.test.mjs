// A real catalogue: imported beside the running server, applied for by its code, decided.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { before } from 'node:test';
import { journey } from './journey.mjs';
import { signsIn, signsInAs } from './steps/sign-in.mjs';
import { pdf } from './steps/papers.mjs';
import { findsCase } from './steps/work-list.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = `${ROOT}../shared/data/guangdong/items-300.jsonl`;
// A source field by field, so that the journey can tell what must be on the page.
const MATERIALS = 3;

let item;

before(async () => {
  const text = await readFile(SOURCE, 'utf8').catch(() => null);
  if (text === null || !process.env.ONEWINDOW_BIN) {
    console.log('skipped: no shared data, or no server of our own');
    return;
  }
  const records = text.trim().split('\n').map((line) => JSON.parse(line));
  item = records.find(
    (record) =>
      Array.isArray(record.material_intro) &&
      record.material_intro.length >= MATERIALS &&
      record.service_object_name.includes('自然人'),
  );
  const args = ['catalogue', 'import', '--map', 'catalogue/maps/guangdong.yaml', '--from', SOURCE];
  const run = promisify(execFile)(
    process.env.ONEWINDOW_BIN,
    [...args, '--data', process.env.ONEWINDOW_DATA],
    { cwd: ROOT },
  );
  const { stdout } = await run;
  assert.match(stdout, /^300 read, (300 imported|0 imported, 300 unchanged)/);
});

journey('an imported item is applied for by its code and decided', async ({ someone, t }) => {
  if (!item) return;
  const citizen = await someone('a citizen');
  // The running server takes an import over within a second or so.
  const found = `/services?q=${item.TASK_CODE}`;
  for (let tries = 0; tries < 40; tries += 1) {
    await citizen.opens(found);
    if (await citizen.page.getByRole('link', { name: item.TASK_NAME }).count()) break;
    await new Promise((wake) => setTimeout(wake, 250));
  }
  await citizen.checksPage('imported-search');
  await citizen.follows(item.TASK_NAME);
  await citizen.sees(item.DEPT_NAME);
  await citizen.page.getByText(t('事项信息', 'About this entry')).click();
  await citizen.sees(item.TASK_CODE);
  for (const material of item.material_intro) await citizen.sees(material);
  const words = await citizen.page.locator('main').innerText();
  const nothing = words.split('\n').filter((line) => ['无', 'None'].includes(line.trim()));
  assert.deepEqual(nothing, [], 'nothing is shown as content');
  await citizen.sees(t('来源未载明', 'Not stated in the source'));
  await citizen.checksPage('imported-service');

  const service = new URL(citizen.page.url()).pathname.split('/').at(-1);
  await signsIn(citizen, t('周大杉', 'Zhou Dashan'), `/apply/new?service=${service}`);
  await citizen.presses(t('开始办理', 'Start now'));
  const draft = new URL(citizen.page.url()).pathname;
  await citizen.checksPage('imported-tasks');
  await fillsInAnything(citizen, t, draft);
  await citizen.checksPage('imported-check');
  await citizen.page.getByRole('checkbox').check();
  await citizen.presses(t('提交申请', 'Send the application'));
  await citizen.seesHeading(t('申请已提交', 'Application received'));
  const number = (await citizen.page.locator('.ow-slip__number').innerText()).trim();

  const officer = await someone('an officer', { screen: 'desk' });
  await signsInAs(officer, `gd-${item.ORGCODE}-case-officer-1`, '/desk');
  const row = await findsCase(officer, number, t);
  await officer.checksPage('imported-work-list');
  await row.presses(t('接办', 'Take on'));
  for (const material of item.material_intro) await officer.sees(material);
  await officer.presses(t('受理', 'Accept'));
  await officer.presses(t('审查完毕', 'The examination is done'));
  await officer.checksPage('imported-case');
  await officer.chooses(t('准予', 'Grant')).for(t('决定', 'What do you decide?'));
  await officer.types(t('材料齐全，符合条件。', 'Complete; all conditions are met.')).into(t('理由', 'Reasons'));
  await officer.presses(t('作出决定', 'Decide'));
  await officer.sees(number);

  await citizen.opens('/account');
  await citizen.page.getByRole('link', { name: item.TASK_NAME }).first().click();
  await citizen.sees(t('准予', 'granted'));
  await citizen.checksPage('imported-decided');
  await citizen.opens('/account/who-looked');
  await citizen.sees(item.DEPT_NAME);
  await citizen.checksPage('imported-who-looked');
});

async function fillsInAnything(person, t, draft) {
  await person.opens(draft);
  for (let pages = 0; pages < 60; pages += 1) {
    const path = new URL(person.page.url()).pathname;
    if (path.endsWith('/check')) return;
    const main = person.page.getByRole('main');
    if (path === draft) {
      await main.getByRole('link').first().click();
    } else if (path.includes('/evidence/')) {
      await main.locator('input[type=file]').first().setInputFiles(pdf(path.split('/').at(-1)));
      await person.presses(t('上传并继续', 'Upload and continue'));
    } else {
      const box = main.locator('input[type=text], input[type=tel], textarea').first();
      if ((await box.inputValue()) === '') {
        const tel = (await box.getAttribute('type')) === 'tel';
        await box.fill(tel ? '19900000102' : t('申请办理', 'I apply for this'));
      }
      await person.presses(t('保存并继续', 'Save and continue'));
    }
  }
  assert.fail('the form never ends');
}
