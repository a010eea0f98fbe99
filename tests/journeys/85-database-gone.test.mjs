// The database server is cut off in the middle of a form, and comes back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { journey } from './journey.mjs';
import { signsIn } from './steps/sign-in.mjs';

const { STOP_DATABASE: stop, START_DATABASE: start } = process.env;
const options = { skip: !(stop && start) && 'embedded storage is never away' };

const shell = (command) => execFileSync('sh', ['-c', command], { stdio: 'inherit' });

journey('the database goes away in the middle of a form and comes back', async ({ someone, t }) => {
  const lin = await someone('Lin');
  const onward = t('保存并继续', 'Save and continue');
  const area = t('店面使用面积有多大？', 'How large is the shop?');
  await signsIn(lin, t('林晓屿', 'Lin Xiaoyu'), '/apply/new?service=small-food-business');
  await lin.presses(t('开始办理', 'Start now'));
  const draft = new URL(lin.page.url()).pathname;
  await lin.opens(`${draft}/situation/area_m2`);
  await lin.types('31').into(area);
  await lin.presses(onward);

  await lin.opens(`${draft}/situation/area_m2`);
  await lin.types('44').into(area);
  shell(stop);
  try {
    const answer = lin.page.waitForResponse((response) => response.request().method() === 'POST');
    await lin.presses(onward);
    const told = await answer;
    assert.equal(told.status(), 503);
    assert.ok(Number(told.headers()['retry-after']) > 0);
    await lin.seesHeading(t('暂时无法办理', 'Not available at the moment'));
    await lin.checksPage('error-database-gone');
    // What is public stands in memory and is there for everybody.
    await lin.opens('/services/small-food-business');
    await lin.seesHeading(t('小餐饮经营许可', 'Open a small food business'));
  } finally {
    shell(start);
  }

  // The node comes back by itself: still signed in, what was saved is there, the way goes on.
  await lin.opens(`${draft}/situation/area_m2`);
  assert.equal(await lin.findsIn(area), '31');
  await lin.types('44').into(area);
  await lin.presses(onward);
  await lin.opens(`${draft}/situation/area_m2`);
  assert.equal(await lin.findsIn(area), '44');
}, options);
