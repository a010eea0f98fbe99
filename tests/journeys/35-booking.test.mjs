// An appointment: chosen day by day, taken with the application, moved, given back; the last place
// goes to one of two; an office sees times and numbers.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { placeOf } from './steps/answers.mjs';
import { choosesDay, choosesTime, fillsInWedding, sends } from './steps/booking.mjs';
import { signsIn } from './steps/sign-in.mjs';
import { findsCase } from './steps/work-list.mjs';

const NEW = '/apply/new?service=marriage-appointment';
const REGISTRY = (t) => t('青石区婚姻登记处', 'Qingshi Marriage Registry');

journey('a couple books, moves and gives back', async ({ someone, t }) => {
  const su = await someone('Su');
  await su.opens('/services/marriage-appointment');
  await su.sees(t('今后20个工作日', '20 working days'));
  await su.sees(t('星期六', 'Saturday'));
  await su.checksPage('booking-service');
  await signsIn(su, t('苏晚晴', 'Su Wanqing'), NEW);
  await su.presses(t('开始办理', 'Start now'));
  await su.sees(t('预约时间', 'Appointment'));
  await fillsInWedding(su, t);

  // One thing per page, and each says what is missing.
  su.isAt(/\/slot\/qingshi-marriage-registry$/);
  await su.seesHeading(t('哪一天来？', 'On which day?'));
  await su.checksPage('booking-day');
  await su.presses(t('继续', 'Continue'));
  await su.seesProblem(t('请选择日期', 'Choose a day')).beside(t('哪一天来？', 'On which day?'));
  await su.checksPage('booking-day-problem');
  const day = await choosesDay(su, t, 6);
  await su.seesHeading(t('几点来？', 'At what time?'));
  await su.sees(t('还可约2人', '2 places left'));
  await su.checksPage('booking-time');
  await su.presses(t('保存并继续', 'Save and continue'));
  await su.seesProblem(t('请选择时段', 'Choose a time')).beside(t('几点来？', 'At what time?'));
  const time = await choosesTime(su, t, 2);
  su.isAt(/\/check$/);
  await su.sees(time);
  await su.checksPage('booking-check');
  await su.page.locator('a[href$="/slot?from=check"]').click();
  su.isAt(/\/slot\/qingshi-marriage-registry\?from=check$/);
  await choosesDay(su, t, 6);
  await choosesTime(su, t, 2);
  su.isAt(/\/check$/);

  const number = await sends(su, t);
  await su.sees(t('您的预约', 'Your appointment'));
  await su.sees(REGISTRY(t));
  await su.sees(t('同心路2号', '2 Tongxin Road'));
  await su.checksPage('booking-done');
  await su.presses(t('查看办理进度', 'Follow this case'));
  const at = new URL(su.page.url()).pathname;
  await su.sees(t('已预约', 'Appointment booked'));
  await su.sees(time);
  await su.checksPage('booking-case');

  const file = await su.downloads(t('存入手机日历', 'Save to your calendar'));
  const calendar = Buffer.from(file.bytes).toString('utf8');
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.match(calendar, /DTSTART:\d{8}T\d{6}Z/);
  assert.ok(calendar.replaceAll('\r\n ', '').includes(number));

  // To another time, and back out.
  await su.follows(t('改期', 'Move it'));
  const later = await choosesDay(su, t, 8);
  assert.notEqual(later, day);
  await su.checksPage('booking-move-time');
  const moved = await choosesTime(su, t, 0);
  await su.isAt(at);
  await su.sees(t('已改期', 'The appointment is moved'));
  await su.sees(moved);
  await su.follows(t('取消预约', 'Cancel it'));
  await su.checksPage('booking-cancel');
  await su.presses(t('确定取消预约', 'Cancel the appointment'));
  await su.sees(t('预约已取消', 'The appointment is cancelled'));
  await su.sees(t('您还没有预约时间', 'You have no appointment yet'));
  await su.checksPage('booking-cancelled');
  await su.presses(t('选择预约时间', 'Choose a time'));
  await choosesDay(su, t, 8);
  await choosesTime(su, t, 1);
  await su.sees(t('预约成功', 'The appointment is booked'));

  // The office sees when, and which number; no name.
  const officer = await someone('an officer', { screen: 'desk' });
  await signsIn(officer, t('魏同舟', 'Wei Tongzhou'), '/desk');
  await officer.within(t('工作台栏目', 'Sections of the desk')).follows(t('预约安排', 'Appointments'));
  await officer.sees(number);
  await officer.doesNotSee('苏晚晴');
  await officer.checksPage('desk-appointments');
  await (await findsCase(officer, number, t)).presses(t('接办', 'Take on'));
  await officer.sees(t('预约地点', 'At'));
  await officer.sees(REGISTRY(t));
  await officer.checksPage('desk-case-booked');

  // Withdrawn: the place is free, and the list is without it.
  await su.opens(at);
  await su.follows(t('撤回申请', 'Withdraw'));
  await su.page.getByRole('main').locator('form button').first().click();
  await su.sees(t('预约名额已释放', 'Appointment given back'));
  await officer.opens('/desk/appointments');
  await officer.doesNotSee(number);
});

journey('the last place goes to one of those who want it', async ({ someone, t, language }) => {
  // Each language books on days of its own: they share a server.
  const nth = language === 'en' ? 10 : 12;
  const people = [];
  let wanted;
  for (const name of [t('周大杉', 'Zhou Dashan'), t('乔森木', 'Qiao Senmu'), t('林晓屿', 'Lin Xiaoyu')]) {
    const person = await someone(name);
    await signsIn(person, name, NEW);
    await person.presses(t('开始办理', 'Start now'));
    await fillsInWedding(person, t);
    await choosesDay(person, t, nth);
    wanted = await choosesTime(person, t, 0);
    people.push(person);
  }
  const [one, two, three] = people;
  await sends(one, t);
  await sends(two, t);
  await three.page.getByRole('checkbox').check();
  await three.presses(t('提交申请', 'Send the application'));
  await three.seesHeading(t('该时段刚刚约满', 'That time has just been taken'));
  await three.sees(wanted);
  await three.sees(t('没有丢失', 'is kept'));
  await three.checksPage('booking-taken');
  await three.page.getByRole('radio').first().check();
  await three.presses(t('保存并继续', 'Save and continue'));
  three.isAt(/\/check$/);
  await sends(three, t);
  await three.sees(t('您的预约', 'Your appointment'));
});

journey('a clerk books for somebody at the window', async ({ someone, t }) => {
  const clerk = await someone('a clerk', { screen: 'desk' });
  await signsIn(clerk, t('白芷若', 'Bai Zhiruo'), '/desk/intake/marriage-appointment');
  await clerk.types('马守田').into(t('姓名或名称', 'Name'));
  await clerk.presses(t('开始收件', 'Begin'));
  await fillsInWedding(clerk, t);
  await choosesDay(clerk, t, 14);
  const time = await choosesTime(clerk, t, 3);
  await sends(clerk, t);
  await clerk.presses(t('打印收件回执', 'Print the receipt slip'));
  await clerk.sees(time);
  await clerk.sees(REGISTRY(t));
  await clerk.checksPage('booking-slip');
  assert.equal(placeOf(clerk).kind, undefined);
  const [number, claim] = await clerk.page.locator('.ow-slip__number').allInnerTexts();

  // With nothing but the slip the appointment is moved, and given back.
  const visitor = await someone('the person with the slip');
  await visitor.opens('/track');
  await visitor.types(number).into(t('办件编号', 'Case number'));
  await visitor.types(claim).into(t('查询码', 'Claim code'));
  await visitor.presses(t('查询', 'Follow'));
  await visitor.sees(time);
  await visitor.checksPage('track-case-booked');
  await visitor.follows(t('改期', 'Move it'));
  await choosesDay(visitor, t, 14);
  const moved = await choosesTime(visitor, t, 5);
  visitor.isAt(/^\/track\/case\?done=moved/);
  await visitor.sees(t('已改期', 'The appointment is moved'));
  await visitor.sees(moved);
  await visitor.follows(t('取消预约', 'Cancel it'));
  await visitor.presses(t('确定取消预约', 'Cancel the appointment'));
  await visitor.sees(t('预约已取消', 'The appointment is cancelled'));
  await visitor.checksPage('track-case-cancelled');
});
