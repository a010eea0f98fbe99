// The disk fills up in the middle of a form: what was saved stays, what was not is said.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { journey } from './journey.mjs';
import { serverOnASmallDisk } from './steps/own-server.mjs';
import { signsIn } from './steps/sign-in.mjs';

const server = await serverOnASmallDisk();
after(() => server?.stops());

const title = 'the disk is full in the middle of a form';
const options = { server: () => server.url, skip: !server && 'the shim that fills a disk is for embedded storage, on Linux on x86_64' };

journey(title, async ({ someone, t }) => {
  const lin = await someone('Lin');
  const onward = t('保存并继续', 'Save and continue');
  await signsIn(lin, t('林晓屿', 'Lin Xiaoyu'), '/apply/new?service=small-food-business');
  await lin.presses(t('开始办理', 'Start now'));
  const draft = new URL(lin.page.url()).pathname;
  const area = t('店面使用面积有多大？', 'How large is the shop?');
  await lin.opens(`${draft}/situation/area_m2`);
  await lin.types('31').into(area);
  await lin.presses(onward);

  await lin.opens(`${draft}/situation/area_m2`);
  await lin.types('44').into(area);
  await server.fills();
  try {
    const answer = lin.page.waitForResponse((response) => response.request().method() === 'POST');
    await lin.presses(onward);
    assert.equal((await answer).status(), 507);
    await lin.seesHeading(t('暂时无法保存', 'No room left to save'));
    await lin.checksPage('error-full');
    // What is public is still there for everybody.
    await lin.opens('/services/small-food-business');
    await lin.seesHeading(t('小餐饮经营许可', 'Open a small food business'));
  } finally {
    await server.empties();
  }

  // With room again, what was saved is there, and the way goes on.
  await lin.opens(`${draft}/situation/area_m2`);
  assert.equal(await lin.findsIn(area), '31');
  await lin.types('44').into(area);
  await lin.presses(onward);
  await lin.opens(`${draft}/situation/area_m2`);
  assert.equal(await lin.findsIn(area), '44');
}, options);
