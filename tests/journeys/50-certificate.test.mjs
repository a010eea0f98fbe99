// A certificate: decided, delivered, verified by anyone, shown at a counter, and used as evidence.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { answers } from './steps/answers.mjs';
import { appliesForHealth, grantsHealth, waitsForOutcome } from './steps/health.mjs';
import { signsIn } from './steps/sign-in.mjs';

journey('a certificate comes, is verified, shown and used', async ({ someone, t }) => {
  const zhou = await someone('Zhou');
  await signsIn(zhou, t('周大杉', 'Zhou Dashan'), '/account');
  const number = await appliesForHealth(zhou, t);
  const officer = await someone('the officer', { screen: 'desk' });
  const at = await grantsHealth(officer, number, t);

  // The decision and how to contest it.
  await waitsForOutcome(zhou, at, t);
  await zhou.sees(t('行政复议', 'administrative review'));
  await zhou.checksPage('case-delivered');
  await zhou.follows(t('准予办理决定书', 'Decision: granted'));
  await zhou.sees(number);
  await zhou.sees(t('体检合格。', 'The check found nothing.'));
  await zhou.checksPage('letter');
  await zhou.goesBack();

  // The certificate and its file.
  await zhou.presses(t('查看证照', 'Open the certificate'));
  const certificate = new URL(zhou.page.url()).pathname;
  await zhou.sees('990102198507220314');
  await zhou.checksPage('certificate');
  const file = await zhou.downloads(t('下载证照文件', 'Download the file'));
  assert.equal(file.name, 'food-worker-health-certificate.sd-jwt');
  assert.match(file.bytes.toString(), /^[\w-]+\.[\w-]+\.[\w-]+~/);

  // Anyone verifies it, without an account.
  const stranger = await someone('a stranger');
  await stranger.opens('/verify');
  await stranger.types(file.bytes.toString()).into(t('粘贴证照内容', 'Paste the certificate'));
  await stranger.presses(t('核验', 'Verify'));
  await stranger.sees('周大杉');

  // At a counter: only the chosen fields, and only once.
  await zhou.presses(t('到窗口出示', 'Show at a counter'));
  await zhou.presses(t('生成出示码', 'Make the code'));
  await zhou.seesProblem(t('请至少选择一项', 'Choose at least one field')).beside(
    t('要出示哪些内容？', 'What do you want to show?'),
  );
  await zhou.checksPage('present');
  await zhou.page.getByRole('checkbox').first().check();
  await zhou.presses(t('生成出示码', 'Make the code'));
  const code = (await zhou.page.locator('.ow-code').innerText()).trim();
  assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  await zhou.checksPage('presented');
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk/present');
  // As a scanner at the counter does: it types what the picture holds.
  await clerk.page.getByRole('textbox').fill(code);
  await clerk.page.getByRole('main').locator('form button').last().click();
  await clerk.sees('周大杉');
  await clerk.doesNotSee('990102198507220314');
  await clerk.checksPage('certificate-shown');
  await clerk.opens('/desk/present');
  // As a scanner at the counter does: it types what the picture holds.
  await clerk.page.getByRole('textbox').fill(code);
  await clerk.page.getByRole('main').locator('form button').last().click();
  assert.equal(await clerk.page.getByRole('alert').count(), 1, 'the code works once');
  await clerk.checksPage('presented-code-used');

  // The certificate of one service is the evidence of another: nothing to upload.
  await zhou.opens('/services/small-food-business/checklist?operator=individual&place=yutang&area_m2=12&workers=1&premises=owned&smoke=false&cold_dishes=false&raw_food=false&online_orders=false');
  await zhou.page.getByRole('main').getByRole('button', { name: t('网上申请', 'Apply online') }).last().click();
  assert.equal(new URL(zhou.page.url()).search, '?service=small-food-business', 'no answer in the address');
  await zhou.presses(t('开始办理', 'Start now'));
  const draft = new URL(zhou.page.url()).pathname;
  await zhou.opens(`${draft}/situation/licence_revoked`);
  await answers(zhou, { licence_revoked: false });
  await zhou.opens(`${draft}/evidence/health_certificate`);
  await zhou.sees(t('本材料无需上传', 'You need not upload this'));
  await zhou.sees('990102198507220314');
  await zhou.checksPage('apply-evidence-certificate');

  // Nobody else finds it.
  const other = await someone('somebody else');
  await signsIn(other, t('苏晚晴', 'Su Wanqing'), '/account');
  for (const path of [certificate, `${certificate}/file`, `${certificate}/present`]) {
    await other.opens(path, { status: 404 });
  }
  await other.opens(at.replace('/desk/', '/account/'), { status: 404 });
  await other.opens(draft, { status: 404 });
});
