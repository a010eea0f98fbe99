// Booking a marriage registration: the questions, the day, the time.
import assert from 'node:assert/strict';
import { answers, placeOf } from './answers.mjs';
import { pdf } from './papers.mjs';

const ANSWERS = {
  residents: { option: 'both' },
  man_born: { day: { year: '1990', month: '1', day: '20' } },
  woman_born: { day: { year: '1992', month: '4', day: '12' } },
  married_now: false,
  close_kin: false,
  divorced_before: false,
  name: '马守田',
  partner_name: '沈青',
  phone: '19900000199',
  ceremony: false,
};

/** From the list of what there is to do to the page that asks for the day. */
export async function fillsInWedding(person, t) {
  const onward = t('保存并继续', 'Save and continue');
  for (let pages = 0; pages < 30; pages += 1) {
    if (new URL(person.page.url()).pathname.includes('/slot')) return;
    const { kind, id } = placeOf(person);
    const main = person.page.getByRole('main');
    if (kind === undefined) {
      await main.getByRole('button').first().click();
    } else if (kind === 'evidence') {
      if (await main.locator('#file').count()) {
        await main.locator('#file').setInputFiles(pdf(id));
        await person.presses(t('上传并继续', 'Upload and continue'));
      } else if (await main.getByRole('button', { name: t('我承诺', 'I declare this') }).count()) {
        await person.presses(t('我承诺', 'I declare this'));
      } else await person.presses(t('继续', 'Continue'));
    } else {
      const control = main.locator(`[name="${id}"]`);
      const settled = (await control.count()) === 0 && !(await main.locator(`[name^="${id}-"]`).count());
      if (settled) await person.presses(onward);
      else await answers(person, { [id]: ANSWERS[id] });
    }
  }
  assert.fail(`${person.name} never comes to the appointment`);
}

/** Chooses the nth day with something free, counted from today, whatever month is shown first. */
export async function choosesDay(person, t, nth) {
  const { page } = person;
  const radios = page.locator('input[name="day"]');
  const shown = (await radios.first().getAttribute('value')).slice(0, 7);
  const others = await page.locator('main a[href*="month="]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  const months = [[shown, page.url()], ...others.map((href) => [/month=(.{7})/.exec(href)[1], href])].sort();
  let at = nth;
  for (const [, href] of months) {
    if (months.length > 1) await person.opens(href);
    const count = await radios.count();
    if (at < count) break;
    at -= count;
  }
  const value = await radios.nth(at).getAttribute('value');
  await radios.nth(at).check();
  await person.presses(t('继续', 'Continue'));
  return value;
}

/** Chooses the nth free time; gives it back, `09:30`. */
export async function choosesTime(person, t, nth) {
  const radio = person.page.locator('input[name="time"]').nth(nth);
  const value = await radio.getAttribute('value');
  await radio.check();
  const move = person.page.getByRole('button', { name: t('改到这个时段', 'Move to this time') });
  if (await move.count()) await move.click();
  else await person.presses(t('保存并继续', 'Save and continue'));
  return value;
}

/** Ticks the declaration and sends; gives back the case's number. */
export async function sends(person, t) {
  await person.page.getByRole('checkbox').check();
  await person.presses(t('提交申请', 'Send the application'));
  return (await person.page.locator('.ow-slip__number').first().innerText()).trim();
}
