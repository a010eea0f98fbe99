// Officials of a real node: invited on the machine, enrolled with a code, in with a passkey, asked
// again before they decide and when nobody was at the desk.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { journey } from './journey.mjs';
import { fillsInFood } from './steps/food.mjs';
import { device } from './steps/passkeys.mjs';
import { PATIENCE, realNode } from './steps/real-node.mjs';
import { findsCase } from './steps/work-list.mjs';

let node;
before(async () => (node = await realNode()));
after(() => node?.stops());

const options = { server: () => node.url };
const HOUSE = 'qingshi-market-regulation';

/** Makes an official on the machine; gives back the code that the command prints. */
async function invited(login, name, ...roles) {
  return invitedTo(HOUSE, login, name, ...roles);
}

async function invitedTo(house, login, name, ...roles) {
  const words = roles.flatMap((role) => ['--role', role]);
  const { stdout } = await node.runs('staff', 'invite', '--login', login, '--name', name, '--organisation', house, ...words);
  const [, code] = /^enrolment code: (\S+)/.exec(stdout) ?? [];
  assert.match(code, /^\w{4}-\w{4}-\w{4}-\w{4}$/);
  assert.ok(stdout.includes('/staff/enrol'), stdout);
  return code;
}

/** All officials of this file share one address, which may ask for a sign-in page once in two seconds
 * when it has asked thirty times: a quick machine has to wait for more. */
async function comesLater(official) {
  await official.page.waitForTimeout(8_000);
}

async function bringsTheCode(official, code, t) {
  await official.opens('/staff/enrol');
  await official.types(code.toLowerCase().replaceAll('-', ' ')).into(t('注册码', 'Enrolment code'));
  await official.presses(t('下一步', 'Go on'));
}

async function signsInWithPasskey(official, t, onward = '') {
  await official.opens(`/staff/sign-in?return=${onward}`);
  await official.presses(t('使用通行密钥登录', 'Sign in with your passkey'));
  await official.page.waitForURL('**/desk**');
}

/** Time goes by since `proved` while somebody is at the desk, so that it does not lock. */
async function staysAtTheDesk(official, proved) {
  while (Date.now() - proved < PATIENCE * 1000) {
    await official.page.waitForTimeout(5_000);
    await official.reloads();
  }
}

/** Where the passkey was last used too long ago, the page asks for it. */
async function confirmsIfAsked(official, t) {
  if (!new URL(official.page.url()).pathname.startsWith('/staff/confirm')) return;
  await official.presses(t('使用通行密钥确认', 'Confirm with your passkey'));
  await official.page.waitForURL((url) => !url.pathname.startsWith('/staff/confirm'));
  const waiting = official.page.getByRole('button', { name: t('现在提交', 'Send it now') });
  if (await waiting.count()) await waiting.click();
}

journey('an official enrols, decides, is locked out and unlocks', async ({ someone, t, language }) => {
  const login = `meng.${language.toLowerCase()}`;
  const name = t('孟可欣', 'Meng Kexin');
  const code = await invited(login, name, 'window-clerk', 'case-officer');
  const official = await someone('Meng', { screen: 'desk', script: true });
  const computer = await device(official);

  // Whoever comes to the desk without having signed in.
  await official.opens('/desk');
  await official.seesHeading(t('工作人员登录', 'Sign in as an official'));
  await official.checksPage('staff-sign-in');
  await official.presses(t('使用通行密钥登录', 'Sign in with your passkey'));
  await official.sees(t('浏览器没有返回结果', 'The browser gave no answer'));

  await official.follows(t('注册通行密钥', 'Register your passkey'));
  await official.types('0000').into(t('注册码', 'Enrolment code'));
  await official.presses(t('下一步', 'Go on'));
  await official.seesProblem(t('应为16位', 'has 16 letters')).beside(t('注册码', 'Enrolment code'));
  await official.checksPage('staff-enrol-problem');
  await bringsTheCode(official, code, t);
  await official.sees(name);
  await official.sees(login);
  await official.checksPage('staff-enrol-passkey');
  await official.types(t('办公室电脑', 'Office computer')).into(t('通行密钥名称', 'What you call this passkey'));
  await official.presses(t('创建通行密钥', 'Make the passkey'));
  await official.page.waitForURL('**/desk');
  const proved = Date.now();
  await official.seesHeading(t('待办件', 'Work list'));
  assert.equal((await computer.credentials()).length, 1);

  const stranger = await someone('somebody who found the code', { screen: 'desk', script: true });
  await bringsTheCode(stranger, code, t);
  await stranger.seesProblem(t('已经使用过', 'was used already')).beside(t('注册码', 'Enrolment code'));

  // A case of their own: taken in at the window, then decided.
  await official.opens('/desk/intake/small-food-business');
  await official.chooses(t('个人', 'A person')).for(t('申请人类型', 'They apply as'));
  await official.types('马守田').into(t('姓名或名称', 'Name'));
  await official.presses(t('开始收件', 'Begin'));
  await fillsInFood(official, t);
  await official.page.getByRole('checkbox').check();
  await official.presses(t('提交申请', 'Send the application'));
  await official.presses(t('打印收件回执', 'Print the receipt slip'));
  const [number] = await official.page.locator('.ow-slip__number').allInnerTexts();
  await (await findsCase(official, number, t)).presses(t('接办', 'Take on'));
  await official.presses(t('受理', 'Accept'));
  await official.presses(t('审查完毕', 'The examination is done'));
  await staysAtTheDesk(official, proved);
  await official.chooses(t('不予', 'Refuse')).for(t('决定', 'What do you decide?'));
  const reasons = t('现场没有水槽。', 'There is no sink.');
  await official.types(reasons).into(t('理由', 'Reasons'));
  await official.presses(t('作出决定', 'Decide'));
  await official.seesHeading(t('请确认是您本人', 'Confirm that it is you'));
  await official.sees(t('尚未执行', 'not done yet'));
  await official.doesNotSee(reasons);
  await official.checksPage('staff-confirm');
  await computer.checksItsOwner(false);
  await official.presses(t('使用通行密钥确认', 'Confirm with your passkey'));
  await official.sees(t('浏览器没有返回结果', 'The browser gave no answer'));
  await computer.checksItsOwner(true);
  await official.presses(t('使用通行密钥确认', 'Confirm with your passkey'));
  await official.seesHeading(t('继续提交', 'Send what you had typed'));
  await official.sees(reasons);
  await official.checksPage('staff-resume');
  await official.presses(t('现在提交', 'Send it now'));
  await official.sees(number);
  await official.seesHeading(t('待办件', 'Work list'));

  // Nobody is there: what the screen showed goes from it by itself, and comes back.
  await official.opens('/desk/present');
  await official.page.waitForURL('**/staff/confirm**', { timeout: (PATIENCE + 30) * 1000 });
  await official.seesHeading(t('工作台已锁定', 'The desk is locked'));
  await official.checksPage('staff-locked');
  await official.opens('/desk/present');
  await official.seesHeading(t('工作台已锁定', 'The desk is locked'));
  await official.presses(t('使用通行密钥解锁', 'Unlock with your passkey'));
  await official.page.waitForURL('**/desk/present');
}, options);

journey('two administrators let a third official in, who enrols with their code', async ({ someone, t, language }) => {
  const tag = language.toLowerCase();
  const house = language === 'en' ? 'qingshi-health' : 'qingshi-education';
  const administrator = async (login, name) => {
    const code = await invitedTo(house, `${login}.${tag}`, name, 'administrator');
    const official = await someone(login, { screen: 'desk', script: true });
    await device(official);
    await bringsTheCode(official, code, t);
    await official.presses(t('创建通行密钥', 'Make the passkey'));
    await official.page.waitForURL('**/desk');
    return official;
  };
  const first = await administrator('qiu', t('邱实', 'Qiu Shi'));
  const second = await administrator('lan', t('兰亭', 'Lan Ting'));
  await assert.rejects(invitedTo(house, `third.${tag}`, 'Third', 'case-officer'), /two administrators/);

  await first.opens('/desk/staff/propose?kind=join');
  await first.types(t('平安', 'Ping An')).into(t('姓名', 'Name'));
  await first.types(`ping.${tag}`).into(t('登录名', 'Sign-in name'));
  await first.ticks(t('经办人员', 'Case officer'));
  await first.types(t('新录用人员。', 'Newly hired.')).into(t('理由', 'Why'));
  await first.presses(t('提出', 'Propose'));
  await confirmsIfAsked(first, t);
  await first.sees(t('待另一名管理员确认', 'Another administrator has to agree'));
  const change = new URL(first.page.url()).pathname;
  await second.opens(change);
  await second.presses(t('同意', 'Agree'));
  await confirmsIfAsked(second, t);
  await second.seesHeading(t('注册码', 'Enrolment code'));
  await second.checksPage('staff-code');
  const [code] = await second.page.locator('.ow-slip__number').allInnerTexts();
  await second.opens(change);
  await second.doesNotSee(code);

  const joiner = await someone('Ping', { screen: 'desk', script: true });
  await device(joiner);
  await bringsTheCode(joiner, code, t);
  await joiner.sees(t('平安', 'Ping An'));
  await joiner.presses(t('创建通行密钥', 'Make the passkey'));
  await joiner.page.waitForURL('**/desk');
  await joiner.seesHeading(t('待办件', 'Work list'));

  // The device is lost: with a new code all earlier ways in end.
  await first.opens('/desk/staff/propose?kind=passkey');
  await confirmsIfAsked(first, t);
  await first.page.locator('#officer').selectOption({ label: `${t('平安', 'Ping An')} (ping.${tag})` });
  await first.types(t('设备遗失。', 'The device is lost.')).into(t('理由', 'Why'));
  await first.presses(t('提出', 'Propose'));
  await confirmsIfAsked(first, t);
  const again = new URL(first.page.url()).pathname;
  await second.opens(again);
  await confirmsIfAsked(second, t);
  await second.presses(t('同意', 'Agree'));
  await confirmsIfAsked(second, t);
  await second.seesHeading(t('注册码', 'Enrolment code'));
  await joiner.opens('/desk');
  await joiner.seesHeading(t('工作人员登录', 'Sign in as an official'));
  await joiner.presses(t('使用通行密钥登录', 'Sign in with your passkey'));
  await joiner.sees(t('通行密钥', 'passkey'));
  joiner.isAt('/staff/sign-in');
}, options);

journey('an official looks after their passkeys', async ({ someone, t, language }) => {
  const code = await invited(`ning.${language.toLowerCase()}`, t('宁远', 'Ning Yuan'), 'case-officer');
  const official = await someone('Ning', { screen: 'desk', script: true });
  await comesLater(official);
  const computer = await device(official);
  await bringsTheCode(official, code, t);
  await official.presses(t('创建通行密钥', 'Make the passkey'));
  await official.page.waitForURL('**/desk');

  const sections = () => official.within(t('工作台栏目', 'Sections of the desk'));
  await sections().follows(t('我的通行密钥', 'My passkeys'));
  const first = t('通行密钥1', 'Passkey 1');
  await official.page.getByText(t(`重命名或者移除“${first}”`, `Rename or remove “${first}”`)).click();
  await official.presses(t('移除此通行密钥', 'Remove this passkey'));
  await confirmsIfAsked(official, t);
  await official.sees(t('唯一的通行密钥', 'your last passkey'));
  await official.checksPage('passkeys-last');

  await official.presses(t('添加通行密钥', 'Add a passkey'));
  await confirmsIfAsked(official, t);
  await computer.isTouched(false);
  const key = await device(official, 'usb');
  await official.types(t('备用密钥', 'Spare key')).into(t('通行密钥名称', 'What you call this passkey'));
  await official.checksPage('passkey-new');
  await official.presses(t('创建通行密钥', 'Make the passkey'));
  await official.sees(t('通行密钥已注册', 'The passkey is registered'));
  assert.equal((await key.credentials()).length, 1);
  await official.page.getByText(t(`重命名或者移除“${first}”`, `Rename or remove “${first}”`)).click();
  await official.presses(t('移除此通行密钥', 'Remove this passkey'));
  await confirmsIfAsked(official, t);
  await official.sees(t('通行密钥已移除', 'The passkey is removed'));
  await official.sees(t('移除了通行密钥', 'was removed'));
  await official.checksPage('passkeys');

  // Out everywhere, and in again with the key that is left.
  await official.opens('/sign-out-everywhere');
  await official.presses(t('退出所有设备', 'Sign out everywhere'));
  await official.opens('/desk');
  await official.seesHeading(t('工作人员登录', 'Sign in as an official'));
  await signsInWithPasskey(official, t, '/desk/passkeys');
  await official.sees(t('备用密钥', 'Spare key'));
}, options);

journey('a browser without scripts is told what to do', async ({ someone, t }) => {
  const official = await someone('an official', { screen: 'desk' });
  await comesLater(official);
  await official.opens('/staff/sign-in');
  await official.sees(t('已停用JavaScript', 'JavaScript'));
  await official.checksPage('staff-sign-in-without-script');
  await official.presses(t('使用通行密钥登录', 'Sign in with your passkey'));
  await official.sees(t('已停用JavaScript', 'JavaScript'));
}, options);
