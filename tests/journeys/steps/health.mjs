// The way to a food worker's health certificate: a person applies, an office decides.
import assert from 'node:assert/strict';
import { answers } from './answers.mjs';
import { signsIn } from './sign-in.mjs';
import { findsCase } from './work-list.mjs';

const ANSWERS = {
  birth_date: { day: { year: '1985', month: '7', day: '22' } },
  work_kind: { option: 'kitchen' },
  symptoms: false,
  checked_recently: false,
  clinic: { option: 'nanpu-clinic' },
  illness_history: false,
};

/** Fills in and sends the application; gives back the case's number. */
export async function appliesForHealth(citizen, t) {
  await citizen.opens('/apply/new?service=food-worker-health');
  await citizen.presses(t('开始办理', 'Start now'));
  await citizen.page.getByRole('main').getByRole('button').first().click();
  await answers(citizen, ANSWERS);
  citizen.isAt(/\/check$/);
  await citizen.page.getByRole('checkbox').check();
  await citizen.presses(t('提交申请', 'Send the application'));
  const number = (await citizen.page.locator('.ow-slip__number').innerText()).trim();
  assert.match(number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return number;
}

/** Signs an officer in, takes the case on and grants it; gives back the address of the case. */
export async function grantsHealth(officer, number, t) {
  await signsIn(officer, t('江映雪', 'Jiang Yingxue'), '/desk');
  const row = await findsCase(officer, number, t);
  await row.presses(t('接办', 'Take on'));
  const at = new URL(officer.page.url()).pathname;
  await officer.presses(t('受理', 'Accept'));
  await officer.presses(t('审查完毕', 'The examination is done'));
  await officer.chooses(t('准予', 'Grant')).for(t('决定', 'What do you decide?'));
  await officer.types(t('体检合格。', 'The check found nothing.')).into(t('理由', 'Reasons'));
  await officer.presses(t('作出决定', 'Decide'));
  return at;
}

/** Opens the case as its applicant until the outcome has arrived. */
export async function waitsForOutcome(citizen, at, t) {
  const link = () => citizen.page.getByRole('button', { name: t('查看证照', 'Open the certificate') });
  for (let tries = 0; tries < 20; tries += 1) {
    await citizen.opens(at.replace('/desk/', '/account/'));
    if (await link().count()) return;
    await citizen.page.waitForTimeout(500);
  }
  assert.fail('the certificate does not come');
}
