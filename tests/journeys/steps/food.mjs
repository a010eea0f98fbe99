// Filling in "open a small food business", page by page, by what each page asks.
import assert from 'node:assert/strict';
import { pdf } from './papers.mjs';
import { signsIn } from './sign-in.mjs';

const ANSWERS = [
  [/店开在哪里|Where is the shop/, { from: ['星禾社区', 'Xinghe Community'] }],
  [/用什么身份经营|Who will run it/, { choose: ['个体工商户', 'An individual business'] }],
  [/面积有多大|How large is the shop/, { type: '18' }],
  [/几个人接触食品|How many people handle food/, { type: '2' }],
  [/店面是谁的|Who owns the premises/, { choose: ['租的', 'Rented'] }],
  [/什么样的楼里|What kind of building/, { choose: ['商场或独立商铺', 'A mall or a separate shop building'] }],
  [/招牌|Name on the shop sign/, { type: '海棠面馆' }],
  [/统一社会信用代码|Unified social credit code/, { type: '99990102MA9Y030375' }],
  [/店面地址|Address of the shop/, { type: '南浦街道渡口街36号' }],
  [/卖什么|What will you sell/, { type: '面条、馄饨、热饮' }],
  [/联系电话|Phone number/, { type: '19900000199' }],
];

/**
 * Goes from the first question to "check your answers"; questions of yes and no get no. `others` are
 * answers that come before the usual ones.
 */
export async function fillsInFood(person, t, others = []) {
  for (let pages = 0; pages < 40; pages += 1) {
    const path = new URL(person.page.url()).pathname;
    if (path.endsWith('/check')) return;
    await onePage(person, t, path, others);
  }
  assert.fail(`${person.name} never comes to the end of the form`);
}

async function onePage(person, t, path, others) {
  // The address is there before the page is.
  await person.page.waitForLoadState('domcontentloaded');
  const main = person.page.getByRole('main');
  const files = main.locator('input[type=file]').first();
  if (path.includes('/evidence/')) {
    if (await files.count()) {
      await files.setInputFiles(pdf(path.split('/').at(-1)));
      await person.presses(t('上传并继续', 'Upload and continue'));
    } else {
      await person.follows(t('继续', 'Continue'));
    }
    return;
  }
  if (/\/apply\/[^/]+$/.test(path)) {
    await main.getByRole('link').first().click();
    return;
  }
  await answers(person, t, main, others);
  await person.presses(t('保存并继续', 'Save and continue'));
}

async function answers(person, t, main, others) {
  const heading = await main.locator('h1').innerText();
  const known = [...others, ...ANSWERS].find(([question]) => question.test(heading));
  if (!known) {
    const no = main.getByRole('radio', { name: t('否', 'No'), exact: true });
    if (await no.count()) await no.check();
    return;
  }
  const { type, choose, from } = known[1];
  if (type) await main.locator('input[type=text], input[type=tel], textarea').first().fill(type);
  if (choose) await main.getByRole('radio', { name: t(...choose) }).check();
  if (from) {
    const name = t(...from);
    const option = main.locator('option').filter({ hasText: name }).last();
    await main.locator('select').selectOption(await option.getAttribute('value'));
  }
}

/** Applies as Lin Xiaoyu, who gets a case number. */
export async function appliesForFood(citizen, t, others) {
  await signsIn(citizen, t('林晓屿', 'Lin Xiaoyu'));
  await citizen.opens('/apply/new?service=small-food-business');
  if (citizen.page.url().includes('/apply/new')) {
    const radio = citizen.page.getByRole('radio');
    if (await radio.count()) await radio.first().check();
    await citizen.page.getByRole('main').getByRole('button').first().click();
  }
  await fillsInFood(citizen, t, others);
  await citizen.page.getByRole('checkbox').check();
  await citizen.presses(t('提交申请', 'Send the application'));
  const done = await citizen.page.getByRole('main').innerText();
  const [number] = done.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/) ?? [];
  assert.ok(number, `no case number in:\n${done}`);
  return number;
}
