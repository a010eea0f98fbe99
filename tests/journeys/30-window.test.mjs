// At a window: any clerk takes in any service, for whoever stands there, and the slip is enough to
// follow the case.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { fillsInFood } from './steps/food.mjs';
import { laysReady, pdf } from './steps/papers.mjs';
import { signsIn } from './steps/sign-in.mjs';
import { findsCase } from './steps/work-list.mjs';

journey('somebody without a number comes to a window', async ({ someone, t }) => {
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk');
  await clerk.seesHeading(t('工作台', 'Work desk'));
  await clerk.checksPage('desk-of-a-clerk');
  await clerk.within(t('工作台栏目', 'Sections of the desk')).follows(t('窗口收件', 'Take in an application'));
  await clerk.checksPage('intake');
  await clerk.types(t('开小吃店', 'food busness')).into(t('来办什么事', 'What have they come for'));
  await clerk.presses(t('搜索', 'Search'));
  await clerk.follows(t('小餐饮经营许可', 'Open a small food business'));

  await clerk.types('990102199203150244').into(t('公民身份号码', 'Identity number'));
  await clerk.presses(t('开始收件', 'Begin'));
  await clerk.seesProblem(t('请选择申请人类型', 'Choose whether')).beside(t('申请人类型', 'They apply as'));
  await clerk.seesProblem(t('请填写姓名', 'Enter the name')).beside(t('姓名或名称', 'Name'));
  assert.equal(await clerk.findsIn(t('公民身份号码', 'Identity number')), '990102199203150244');
  await clerk.checksPage('visitor-problems');
  await clerk.chooses(t('个人', 'A person')).for(t('申请人类型', 'They apply as'));
  await clerk.types('马守田').into(t('姓名或名称', 'Name'));
  await clerk.presses(t('开始收件', 'Begin'));
  await clerk.seesProblem(t('公民身份号码有误', 'not a valid identity number')).beside(t('公民身份号码', 'Identity number'));
  await clerk.types('').into(t('公民身份号码', 'Identity number'));
  await clerk.presses(t('开始收件', 'Begin'));

  await fillsInFood(clerk, t);
  await clerk.page.getByRole('checkbox').check();
  await clerk.presses(t('提交申请', 'Send the application'));
  await clerk.presses(t('打印收件回执', 'Print the receipt slip'));
  await clerk.seesHeading(t('收件回执', 'Receipt slip'));
  await clerk.checksPage('slip');
  const [number, claim] = await clerk.page.locator('.ow-slip__number').allInnerTexts();
  assert.match(number, /^\w{4}-\w{4}-\w{4}$/);
  assert.match(claim, /^\w{4}-\w{4}-\w{4}-\w{4}$/);
  await clerk.sees(t('青石区政务服务中心', 'Qingshi District Government Service Centre'));

  const visitor = await someone('the person with the slip');
  await visitor.opens(`/track?number=${number}`);
  await visitor.types(number).into(t('办件编号', 'Case number'));
  await visitor.types(claim.toLowerCase().replaceAll('-', ' ')).into(t('查询码', 'Claim code'));
  await visitor.presses(t('查询', 'Follow'));
  await visitor.isAt('/track/case');
  await visitor.sees(number);
  await visitor.sees(t('窗口', 'at a window'));
  await visitor.sees(t('青石区政务服务中心', 'Qingshi District Government Service Centre'));
  await visitor.doesNotSee('马守田');

  const stranger = await someone('a stranger');
  await stranger.opens('/track');
  await stranger.types(number).into(t('办件编号', 'Case number'));
  const other = claim.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  await stranger.types(other).into(t('查询码', 'Claim code'));
  await stranger.presses(t('查询', 'Follow'));
  await stranger.doesNotSee(t('小餐饮', 'small food business'));
});

journey('papers that were asked for are brought to a window', async ({ someone, t }) => {
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk/intake/small-food-business');
  await clerk.chooses(t('个人', 'A person')).for(t('申请人类型', 'They apply as'));
  await clerk.types('马守田').into(t('姓名或名称', 'Name'));
  await clerk.presses(t('开始收件', 'Begin'));
  await fillsInFood(clerk, t);
  await clerk.page.getByRole('checkbox').check();
  await clerk.presses(t('提交申请', 'Send the application'));
  await clerk.presses(t('打印收件回执', 'Print the receipt slip'));
  const [number, claim] = await clerk.page.locator('.ow-slip__number').allInnerTexts();

  const officer = await someone('an officer', { screen: 'desk' });
  await signsIn(officer, t('方知行', 'Fang Zhixing'), '/desk');
  await (await findsCase(officer, number, t)).presses(t('接办', 'Take on'));
  await officer.page.getByText(t('告知补正（仅限一次）', 'Ask for a correction (once)')).click();
  await officer.ticks(t('操作间照片', 'Photos of the kitchen'));
  await officer.types(t('请重拍灶台。', 'Photograph the stove again.')).into(t('需要怎样补正', 'What is wrong with it'));
  await officer.presses(t('一次性告知补正', 'Ask for the correction'));

  // At another window, in another town.
  const other = await someone('another clerk', { screen: 'desk' });
  await signsIn(other, t('石小溪', 'Shi Xiaoxi'), '/desk');
  await other.within(t('工作台栏目', 'Sections of the desk')).follows(t('补交材料', 'Take in papers'));
  await other.types(number).into(t('办件编号', 'Case number'));
  await other.types('0000').into(t('查询码', 'Claim code'));
  await other.presses(t('查看所需材料', 'See what is needed'));
  await other.seesProblem(t('查询码有误', 'not a claim code')).beside(t('查询码', 'Claim code'));
  await other.checksPage('hand-in-problems');
  await other.types(claim).into(t('查询码', 'Claim code'));
  await other.presses(t('查看所需材料', 'See what is needed'));
  await other.sees(t('请重拍灶台。', 'Photograph the stove again.'));
  await other.doesNotSee('马守田');
  await other.checksPage('hand-in-papers');
  const kitchen = t('操作间照片', 'Photos of the kitchen');
  await other.presses(t(`上传 ${kitchen}`, `Upload ${kitchen}`));
  await other.seesProblem(/./).beside(kitchen);
  await laysReady(other, t, kitchen, pdf('kitchen'));
  await other.sees(t('尚未提交', 'not handed in yet'));
  await other.checksPage('hand-in-ready');
  await other.presses(t('提交补正材料', 'Hand in the answer'));
  await other.sees(t('材料已收取', 'the papers are in'));

  await officer.reloads();
  await officer.sees(t('申请人已补正', 'Correction handed in'));
  await officer.sees(t('石桥村', 'Shiqiao'));
});

journey('the slip is enough to put right what is missing', async ({ someone, t }) => {
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk/intake/small-food-business');
  await clerk.chooses(t('个人', 'A person')).for(t('申请人类型', 'They apply as'));
  await clerk.types('马守田').into(t('姓名或名称', 'Name'));
  await clerk.presses(t('开始收件', 'Begin'));
  await fillsInFood(clerk, t);
  await clerk.page.getByRole('checkbox').check();
  await clerk.presses(t('提交申请', 'Send the application'));
  await clerk.presses(t('打印收件回执', 'Print the receipt slip'));
  await clerk.sees(t('90日内有效', 'until 90 days after'));
  const [number, claim] = await clerk.page.locator('.ow-slip__number').allInnerTexts();

  const officer = await someone('an officer', { screen: 'desk' });
  await signsIn(officer, t('方知行', 'Fang Zhixing'), '/desk');
  await (await findsCase(officer, number, t)).presses(t('接办', 'Take on'));
  await officer.page.getByText(t('告知补正（仅限一次）', 'Ask for a correction (once)')).click();
  await officer.ticks(t('操作间照片', 'Photos of the kitchen'));
  await officer.ticks(t('房屋租赁合同', 'Lease'));
  await officer.types(t('请重拍灶台，合同缺签字页。', 'Photograph the stove again; the lease lacks its last page.')).into(t('需要怎样补正', 'What is wrong with it'));
  await officer.presses(t('一次性告知补正', 'Ask for the correction'));

  const visitor = await someone('the person with the slip');
  await visitor.opens('/track/case/papers');
  await visitor.isAt(/^\/track\?again/);
  await visitor.checksPage('track-again');
  await visitor.types(number).into(t('办件编号', 'Case number'));
  await visitor.types(claim).into(t('查询码', 'Claim code'));
  await visitor.presses(t('查询', 'Follow'));
  await visitor.checksPage('track-case-correction');
  await visitor.presses(t('网上补正', 'Hand them in here'));
  await visitor.sees(t('请重拍灶台', 'Photograph the stove again'));
  await visitor.doesNotSee('马守田');
  const [kitchen, lease] = [t('操作间照片', 'Photos of the kitchen'), t('房屋租赁合同', 'Lease')];
  await visitor.presses(t(`上传 ${kitchen}`, `Upload ${kitchen}`));
  await visitor.seesProblem(/./).beside(kitchen);
  await visitor.checksPage('track-papers-problems');

  // Each paper by a send of its own; the office has no answer before all are handed in.
  await laysReady(visitor, t, kitchen, pdf('kitchen'));
  await visitor.sees(t('还有1份材料没有上传', 'One document is still to be uploaded'));
  await visitor.checksPage('track-papers-half');
  await officer.reloads();
  await officer.doesNotSee(t('申请人已补正', 'Correction handed in'));
  await visitor.reloads();
  await laysReady(visitor, t, lease, pdf('lease'));
  await visitor.presses(t('提交补正材料', 'Hand in the answer'));
  await visitor.isAt('/track/case');
  await visitor.sees(t('已补正', 'Correction handed in'));

  await officer.reloads();
  await officer.sees(t('申请人已补正', 'Correction handed in'));
});

journey('whoever is taken in at a window is told of it', async ({ someone, t }) => {
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk/intake/small-food-business');
  await clerk.chooses(t('个人', 'A person')).for(t('申请人类型', 'They apply as'));
  await clerk.types('990102199203150243').into(t('公民身份号码', 'Identity number'));
  await clerk.types('林晓屿').into(t('姓名或名称', 'Name'));
  await clerk.presses(t('开始收件', 'Begin'));

  // Whoever is called away finds it again.
  const draft = new URL(clerk.page.url()).pathname.split('/').slice(0, 3).join('/');
  await clerk.opens('/desk/intake');
  await clerk.sees(t('未提交的收件', 'Not handed in yet'));
  await clerk.checksPage('intake-unfinished');
  await clerk.page.locator(`main a[href="${draft}"]`).click();
  clerk.isAt(draft);

  const citizen = await someone('the person named');
  await signsIn(citizen, t('林晓屿', 'Lin Xiaoyu'));
  await citizen.opens('/account');
  const told = t('青石区政务服务中心的窗口以您的名义开始收件', 'At a window of Qingshi District Government Service Centre an application was begun in your name');
  await citizen.sees(told);
  await citizen.checksPage('account-told-of-a-window');
  await citizen.page.getByRole('link', { name: told }).first().click();
  await citizen.isAt('/account/who-looked');
  await citizen.sees(t('窗口收件', 'at a window'));
});
