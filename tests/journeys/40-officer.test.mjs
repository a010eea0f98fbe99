// A case officer: a list without names, a case with everything on one page, steps that say why not.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { appliesForFood as applies } from './steps/food.mjs';
import { laysReady, pdf } from './steps/papers.mjs';
import { signsIn } from './steps/sign-in.mjs';
import { findsCase } from './steps/work-list.mjs';

const SHOP = '海棠面馆';

const fang = (t) => t('方知行', 'Fang Zhixing');
const tang = (t) => t('唐以宁', 'Tang Yining');

journey('an officer works on a case', async ({ someone, t }) => {
  const citizen = await someone('the applicant');
  const number = await applies(citizen, t);

  const officer = await someone('an officer', { screen: 'desk' });
  await signsIn(officer, fang(t), '/desk');
  await officer.seesHeading(t('待办件', 'Work list'));
  await officer.doesNotSee(SHOP);
  await officer.doesNotSee('林晓屿');
  let row = await findsCase(officer, number, t);
  await row.sees(t('待接办', 'Nobody yet'));
  await officer.checksPage('work-list');
  await row.presses(t('接办', 'Take on'));
  await officer.sees(SHOP);
  const caseAt = new URL(officer.page.url()).pathname;

  const colleague = await someone('a colleague', { screen: 'desk' });
  await signsIn(colleague, tang(t), '/desk');
  await colleague.opens(caseAt, { status: 403 });
  await colleague.sees(t('不由您经办', 'not assigned to you'));
  await colleague.checksPage('case-of-somebody-else');

  await officer.sees(t('符合', 'Met'));
  await officer.checksPage('case-received');
  await officer.within(t('营业执照', 'Business licence')).follows(t('查看记录', 'See the record'));
  await officer.sees('青石区林记面馆');
  await officer.checksPage('record');
  const lease = await officer.page.goto(caseAt).then(() =>
    officer.within(t('房屋租赁合同', 'Lease')).downloads(t('打开文件', 'Open the file')),
  );
  assert.match(lease.name, /\.pdf$/);
  assert.match(lease.bytes.toString('latin1', 0, 5), /^%PDF-/);

  // Nothing but what the service names can be asked for, and not without saying what is wrong.
  await officer.page.getByText(t('告知补正（仅限一次）', 'Ask for a correction (once)')).click();
  await officer.presses(t('一次性告知补正', 'Ask for the correction'));
  await officer.seesProblem(t('至少选择一项', 'at least one material')).beside(t('哪些材料需要补正', 'What must be handed in again'));
  await officer.seesProblem(t('请写明理由', 'Give the reasons')).beside(t('需要怎样补正', 'What is wrong with it'));
  await officer.checksPage('correction-problems');
  await officer.ticks(t('操作间照片', 'Photos of the kitchen'));
  await officer.types(t('看不清灶台，请重拍全景。', 'The stove cannot be seen; photograph the whole kitchen.')).into(t('需要怎样补正', 'What is wrong with it'));
  await officer.presses(t('一次性告知补正', 'Ask for the correction'));
  await officer.sees(t('已一次性告知', 'has been told, once'));
  await officer.checksPage('case-correction-asked');

  await citizen.opens(caseAt.replace('/desk/', '/account/'));
  await citizen.sees(t('看不清灶台', 'The stove cannot be seen'));
  await citizen.presses(t('补交材料', 'Hand in these documents'));
  await laysReady(citizen, t, t('操作间照片', 'Photos of the kitchen'), pdf('kitchen'));
  await citizen.presses(t('提交补正材料', 'Hand in the answer'));

  await officer.opens(caseAt);
  await officer.sees(t('已补正', 'Correction handed in'));
  await officer.sees(t('已告知过补正', 'asked for once already'));
  await officer.doesNotSee(t('告知补正（仅限一次）', 'Ask for a correction (once)'));
  await officer.presses(t('受理', 'Accept'));
  await officer.sees(t('承诺办结', 'Promised by'));
  await officer.checksPage('case-accepted');
  await officer.presses(t('审查完毕', 'The examination is done'));

  // Two windows of the same officer, deciding at once: one is told.
  const again = await officer.page.context().newPage();
  await again.goto(caseAt);
  await officer.presses(t('作出决定', 'Decide'));
  await officer.seesProblem(t('请选择准予', 'Choose what you decide')).beside(t('决定', 'What do you decide?'));
  await officer.checksPage('decision-problems');
  await officer.chooses(t('准予', 'Grant')).for(t('决定', 'What do you decide?'));
  await officer.types(t('材料齐全，符合条件。', 'Complete; all conditions are met.')).into(t('理由', 'Reasons'));
  await officer.presses(t('作出决定', 'Decide'));
  await officer.isAt(/^\/desk\?done=granted/);
  await officer.sees(number);
  await again.getByRole('radio', { name: t('不予', 'Refuse') }).check();
  await again.getByRole('textbox').last().fill(t('晚了一步', 'A moment late'));
  const [answer] = await Promise.all([
    again.waitForResponse((response) => response.request().method() === 'POST'),
    again.getByRole('button', { name: t('作出决定', 'Decide') }).click(),
  ]);
  assert.equal(answer.status(), 409);
  assert.match(await again.locator('h1').innerText(), t(/变化|变动|修改/, /changed meanwhile/));
  await again.close();

  await citizen.opens(caseAt.replace('/desk/', '/account/'));
  await citizen.sees(t('准予', 'granted'));
});

journey('a condition is not met, and nobody can grant it', async ({ someone, t }) => {
  const citizen = await someone('the applicant');
  const number = await applies(citizen, t, [
    [/炒菜|stir-fry/, { choose: ['是', 'Yes'] }],
    [/什么样的楼里|What kind of building/, { choose: ['居民住宅楼', 'A block of homes'] }],
  ]);
  const officer = await someone('an officer', { screen: 'desk' });
  await signsIn(officer, fang(t), '/desk');
  await (await findsCase(officer, number, t)).presses(t('接办', 'Take on'));
  await officer.sees(t('不符合', 'Not met'));
  await officer.sees(t('不能开有油烟的餐饮店', 'You may not make cooking smoke'));
  await officer.presses(t('受理', 'Accept'));
  await officer.presses(t('审查完毕', 'The examination is done'));
  await officer.sees(t('不能准予', 'This cannot be granted'));
  assert.equal(await officer.page.getByRole('radio').count(), 1, 'there is nothing to grant');
  assert.match(await officer.findsIn(t('理由', 'Reasons')), t(/不能开有油烟/, /cooking smoke/));
  await officer.checksPage('case-cannot-be-granted');
  await officer.page.getByRole('radio').check();
  await officer.presses(t('作出决定', 'Decide'));
  await officer.isAt(/done=refused/);
});
