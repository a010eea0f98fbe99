// Signing in at an identity provider: the real one that the package `oidc-provider` makes, and a node
// without a demonstration.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { journey } from './journey.mjs';
import { proves } from './steps/accounts.mjs';
import { answers, placeOf } from './steps/answers.mjs';
import { pdf } from './steps/papers.mjs';
import { signingInNode } from './steps/signing-in-node.mjs';

const house = await signingInNode();
// Signing in again and again from one address is slowed down: this one is for answers that do not count.
const tried = await signingInNode();
after(() => Promise.all([house.stops(), tried.stops()]));

const options = { server: () => house.url, also: [house.provider] };
const SERVICE = 'street-stall-permit';

/** From the sign-in page to the provider and back. */
async function signsIn(person, proof, t) {
  await person.presses(t('登录', 'Sign in'));
  await proves(person, 'wen', proof);
}

/** Ends the session, here and at the provider. */
async function leavesThere(person, t) {
  await person.page.waitForURL(`${house.provider}/**`);
  await person.presses('Yes, sign me out');
  await person.seesHeading(t('已退出登录', 'You are signed out'));
}

journey('a person signs in, proves more in mid-form, applies, and signs out', async ({ someone, t }) => {
  const wen = await someone('Wen');
  const levelNeeded = t('需要进一步验证身份', 'Prove who you are');
  const provesIt = t('立即验证', 'Prove it now');

  // The door leads to the provider and back to where one wanted to go.
  await wen.opens('/account');
  wen.isAt(/^\/sign-in\?return=\/account/);
  await wen.checksPage('sign-in-provider');
  await signsIn(wen, 'text message', t);
  wen.isAt('/account');
  await wen.sees('文静');

  // The service must be surer: it says so before anything is typed, and leads back.
  await wen.opens(`/apply/new?service=${SERVICE}`);
  await wen.seesHeading(levelNeeded);
  await wen.sees(t('“中”', '“substantial”'));
  await wen.checksPage('sign-in-prove');
  await wen.presses(provesIt);
  await proves(wen, 'wen', 'face');
  wen.isAt('/apply/new');
  await wen.presses(t('开始办理', 'Start now'));
  const draft = new URL(wen.page.url()).pathname;
  await wen.presses(t('开始填写', 'Start'));
  const situation = { site: { option: 'riverside' }, goods: { option: 'small-goods' }, stall_metres: '2', needs_power: false };
  assert.equal(await answers(wen, situation), 'contact_phone');
  await answers(wen, { contact_phone: '13800000000' });
  assert.equal(placeOf(wen).id, 'goods_detail');

  // On the telephone, with a weaker proof, they go on in mid-form: step-up, and back to just that page.
  const goods = t('具体卖什么？', 'What exactly will you sell?');
  const typed = t('发卡、钥匙扣', 'Hairpins and key rings');
  const elsewhere = await someone('Wen on the telephone');
  await elsewhere.opens('/account');
  await signsIn(elsewhere, 'text message', t);
  await elsewhere.opens(`${draft}/form/goods_detail`);
  await elsewhere.seesHeading(levelNeeded);
  await elsewhere.presses(provesIt);
  await proves(elsewhere, 'wen', 'face');
  elsewhere.isAt(`${draft}/form/goods_detail`);
  await elsewhere.types(typed).into(goods);
  await elsewhere.presses(t('保存并继续', 'Save and continue'));
  await wen.opens(`${draft}/form/goods_detail`);
  assert.equal(await wen.findsIn(goods), typed, 'one draft, whatever it was written with');
  await wen.opens(`${draft}/form/contact_phone`);
  assert.equal(await wen.page.locator('[name=contact_phone]').inputValue(), '13800000000');

  // Proving less than is needed changes nothing.
  await elsewhere.opens(`/sign-in/start?level=substantial&return=${draft}`);
  await proves(elsewhere, 'wen', 'text message');
  await elsewhere.seesHeading(t('身份认证未达到要求', 'Your identity could not be proved at the level needed'));
  await elsewhere.sees(t('到窗口办理', 'apply at a window'));
  await elsewhere.checksPage('sign-in-level-not-reached');
  await elsewhere.follows(t('返回原页面', 'Back to where you were'));
  elsewhere.isAt(draft);

  // The rest, and it is sent.
  const start = new Date(Date.now() + 3 * 86_400_000);
  const day = { year: String(start.getFullYear()), month: String(start.getMonth() + 1), day: String(start.getDate()) };
  await wen.opens(`${draft}/form/start_date`);
  await answers(wen, { start_date: { day } });
  await wen.opens(`${draft}/evidence/stall_photo`);
  await wen.page.locator('#file').setInputFiles(pdf('stall_photo'));
  await wen.presses(t('上传并继续', 'Upload and continue'));
  await wen.opens(`${draft}/check`);
  await wen.page.getByRole('checkbox').check();
  await wen.presses(t('提交申请', 'Send the application'));
  await wen.seesHeading(t('申请已提交', 'Application received'));

  // Signing out everywhere ends the telephone's session too, and the one at the provider.
  await wen.opens('/account');
  await wen.follows(t('退出所有设备', 'Sign out everywhere'));
  await wen.presses(t('退出所有设备', 'Sign out everywhere'));
  await leavesThere(wen, t);
  await wen.checksPage('signed-out');
  await elsewhere.opens('/account');
  elsewhere.isAt(/^\/sign-in/);

  // The provider asks again who it is; an ordinary sign-out leads there as well.
  await wen.opens('/account');
  await signsIn(wen, 'face', t);
  await wen.opens('/');
  await wen.presses(t('退出登录', 'Sign out'));
  await leavesThere(wen, t);
  await wen.opens('/account');
  wen.isAt(/^\/sign-in/);
}, options);

journey('a level that cannot be proved online is proved at a window', async ({ someone, t }) => {
  const wen = await someone('Wen');
  await wen.opens('/account');
  await signsIn(wen, 'face', t);
  await wen.opens('/apply/new?service=company-change-address');
  await wen.seesHeading(t('需要进一步验证身份', 'Prove who you are'));
  await wen.sees(t('“高”', '“high”'));
  await wen.sees(t('请携带身份证到窗口办理', 'Apply at a window with your identity card'));
  await wen.checksPage('sign-in-prove-at-a-window');
  await wen.follows(t('查找政务服务中心', 'Find a service centre'));
  wen.isAt('/offices');
}, options);

journey('an answer that does not count lets nobody in, and says what to do', async ({ someone, t }) => {
  const wen = await someone('Wen');
  const failed = async (person, address, [status, title, name]) => {
    await person.opens(address, { status });
    await person.seesHeading(title);
    if (name) await person.checksPage(name);
    await person.opens('/account');
    person.isAt(/^\/sign-in/);
  };
  const over = [400, t('本次登录已失效', 'This sign-in cannot be continued'), 'sign-in-unknown'];
  const unproved = [502, t('身份信息未通过核验', 'The sign-in could not be checked'), 'sign-in-unproved'];

  // An answer that another provider says is its own.
  const foreign = await sentBack(wen);
  foreign.searchParams.set('iss', 'https://login.example.gov');
  await failed(wen, foreign.href, unproved);

  // In somebody else's browser, and a second time; neither is asked what it proves.
  const answer = await sentBack(wen);
  await failed(await someone('a stranger'), answer.href, over);
  await wen.opens(answer.href);
  wen.isAt('/account');
  await wen.page.context().clearCookies({ name: 'ow-session' });
  await failed(wen, answer.href, over.slice(0, 2));

  // The code of that answer, in a sign-in that is under way.
  const next = await sentBack(wen);
  next.searchParams.set('code', answer.searchParams.get('code'));
  await failed(wen, next.href, unproved.slice(0, 2));

  // Whoever turns back is told so, and nothing leads out of the site.
  const other = await someone('who turns back');
  await other.opens('/sign-in?return=/services');
  await other.presses(t('登录', 'Sign in'));
  await other.seesHeading('Provider');
  await other.presses('Cancel');
  await other.seesHeading(t('未登录', 'You did not sign in'));
  await other.checksPage('sign-in-turned-back');
  await other.opens('/sign-in/start?return=https://evil.example/');
  await proves(other, 'wen', 'face');
  assert.equal(other.page.url(), `${tried.url}/`);
}, { server: () => tried.url, also: [tried.provider] });

/** Proves by face, and stops at the address to which the provider sends the browser back. */
async function sentBack(person) {
  const { request } = person.page.context();
  const as = { maxRedirects: 0 };
  let response = await request.get(`${tried.url}/sign-in/start?return=/account`, as);
  for (let steps = 0; steps < 10; steps += 1) {
    const { location } = response.headers();
    const to = new URL(location ?? response.url(), response.url());
    if (to.pathname === '/sign-in/done') return to;
    const form = { account: 'wen', proof: 'face' };
    response = location ? await request.get(to.href, as) : await request.post(to.href, { form, ...as });
  }
  throw new Error('the provider sends nobody back');
}
