// Officials come, stand in for each other and go: always two administrators, and a third who looks
// into it all.
import { journey } from './journey.mjs';
import { appliesForFood } from './steps/food.mjs';
import { signsIn, signsInAs } from './steps/sign-in.mjs';
import { findsCase } from './steps/work-list.mjs';

const STAFF = '/desk/staff';
const WHY = ['编制内新录用人员，九月到岗。', 'Newly hired, starts in September.'];

/** Somebody's window at the desk. */
async function atTheDesk(someone, account, onward = STAFF) {
  const official = await someone(account, { screen: 'desk' });
  await signsInAs(official, account, onward);
  return official;
}

/** Proposes what the open form asks, with its reason. */
async function proposes(administrator, t) {
  await administrator.types(t(...WHY)).into(t('理由', 'Why'));
  await administrator.presses(t('提出', 'Propose'));
  await administrator.sees(t('待另一名管理员确认', 'Another administrator has to agree'));
  return new URL(administrator.page.url()).pathname;
}

/** Types a day that is today, or some days on, into the three fields of a question. */
async function typesTheDay(person, name, days) {
  const day = new Date(Date.now() + days * 86_400_000);
  const parts = { year: day.getFullYear(), month: day.getMonth() + 1, day: day.getDate() };
  for (const [part, value] of Object.entries(parts)) {
    await person.page.locator(`#${name}-${part}`).fill(String(value));
  }
}

journey('two administrators bring somebody in, set a deputy, and take a leaver out', async ({ someone, t, language }) => {
  const first = await atTheDesk(someone, 'admin-qin');
  const second = await atTheDesk(someone, 'admin-hou');
  const login = `officer-${language === 'zh-CN' ? 'zh' : 'en'}`;
  const name = t('安若溪', 'An Ruoxi');
  await first.seesHeading(t('人员管理', 'Officials'));
  await first.checksPage('staff');

  // Nothing is proposed without who, what and why.
  await first.opens(`${STAFF}/propose`);
  await first.checksPage('staff-kinds');
  await first.follows(t('入职', 'Somebody joins'));
  await first.presses(t('提出', 'Propose'));
  await first.seesProblem(t('请写明理由', 'Give the reasons')).beside(t('理由', 'Why'));
  await first.types(name).into(t('姓名', 'Name'));
  await first.types(login).into(t('登录名', 'Sign-in name'));
  await first.types(t(...WHY)).into(t('理由', 'Why'));
  await first.presses(t('提出', 'Propose'));
  await first.seesProblem(t('请至少选择一个岗位', 'Choose at least one role')).beside(t('岗位权限', 'Roles'));
  await first.checksPage('staff-propose-problems');
  await first.ticks(t('经办人员', 'Case officer'));
  const joining = await proposes(first, t);
  await first.checksPage('staff-proposed');
  await first.doesNotSee(t('不同意', 'Decline'));

  // Two look at it at once: the faster one is done, the other is told how it stands now.
  const slower = await atTheDesk(someone, 'admin-hou', joining);
  await second.opens(joining);
  await second.sees(t(...WHY));
  await second.checksPage('staff-to-agree');
  await second.presses(t('同意', 'Agree'));
  await second.sees(t('已确认', 'You agreed'));
  await slower.types(t('不同意。', 'No.')).into(t('不同意的理由', 'Why do you decline'));
  await slower.presses(t('不同意', 'Decline'));
  await slower.sees(t('该事项已由他人办结', 'settled meanwhile'));
  await slower.sees(t('已生效', 'In force'));
  await slower.checksPage('staff-slower');

  // Who came can work.
  const joiner = await atTheDesk(someone, login, '/desk');
  await joiner.seesHeading(t('待办件', 'Work list'));

  // A deputy, for a week. The first try is taken back, with a reason, before anybody agreed.
  const asksForADeputy = async () => {
    await first.opens(`${STAFF}/propose?kind=deputy`);
    await first.page.locator('#officer').selectOption({ label: `${name} (${login})` });
    await first.page.locator('#deputy').selectOption({ label: '唐以宁 (officer-tang)' });
    await typesTheDay(first, 'until', 7);
  };
  await asksForADeputy();
  await first.checksPage('staff-deputy');
  await proposes(first, t);
  const takenBack = t('撤回的理由', 'Why do you take it back');
  await first.presses(t('撤回', 'Take it back'));
  await first.seesProblem(t('请写明理由', 'Give the reasons')).beside(takenBack);
  await first.checksPage('staff-take-back');
  await first.types(t('日期选错了。', 'The wrong days.')).into(takenBack);
  await first.presses(t('撤回', 'Take it back'));
  await first.sees(t('提出人已撤回', 'has taken it back'));
  await first.checksPage('staff-taken-back');
  await asksForADeputy();
  const standingIn = await proposes(first, t);
  await second.opens(standingIn);
  await second.presses(t('同意', 'Agree'));
  await second.opens(STAFF);
  await second.sees(t('由唐以宁代理', '唐以宁 acts in their place'));

  // What two agreed to for a later day is called off by two again.
  await first.opens(`${STAFF}/propose?kind=leave`);
  await first.page.locator('#officer').selectOption({ label: `${name} (${login})` });
  await typesTheDay(first, 'from', 14);
  const later = await proposes(first, t);
  await second.opens(later);
  await second.presses(t('同意', 'Agree'));
  await second.sees(t('已确认，待生效', 'Agreed, not yet in force'));
  await first.opens(later);
  const notAfterAll = t('取消的理由', 'Why should it be called off');
  await first.presses(t('提出取消', 'Propose to call it off'));
  await first.seesProblem(t('请写明理由', 'Give the reasons')).beside(notAfterAll);
  await first.types(t('本人决定留任。', 'Stays with us.')).into(notAfterAll);
  await first.presses(t('提出取消', 'Propose to call it off'));
  await first.sees(t('拟取消，待确认', 'Agreed, to be called off'));
  await first.checksPage('staff-calling-off');
  await first.types(t('再考虑。', 'Not yet.')).into(takenBack);
  await first.presses(t('撤回', 'Take it back'));
  await first.sees(t('原定变动维持不变', 'the change stands'));
  await first.types(t('本人决定留任。', 'Stays with us.')).into(notAfterAll);
  await first.presses(t('提出取消', 'Propose to call it off'));
  await second.opens(STAFF);
  await second.sees(t('拟取消，待确认', 'Agreed, to be called off'));
  await second.opens(later);
  await second.checksPage('staff-to-call-off');
  await second.presses(t('同意取消', 'Agree to call it off'));
  await second.sees(t('两名管理员已共同取消', 'Two administrators called it off'));
  await second.checksPage('staff-called-off');

  // Out at once, before a second has looked; who is out is out at the next click.
  await first.opens(`${STAFF}/propose?kind=leave`);
  await first.page.locator('#officer').selectOption({ label: `${name} (${login})` });
  await first.ticks(t('立即停用', 'Out at once'));
  const leaving = await proposes(first, t);
  await joiner.opens('/desk');
  joiner.isAt('/sign-in');
  await second.opens(leaving);
  await second.sees(t('已紧急停用', 'Put out at once'));
  await second.presses(t('同意', 'Agree'));
  await second.sees(t('已确认', 'You agreed'));

  // All of it is on record.
  await second.opens(`${STAFF}/record`);
  await second.sees(t('紧急停用', 'Put out at once'));
  await second.sees(t(...WHY));
  await second.checksPage('staff-record');
  await second.opens(`${STAFF}/review`);
  await second.sees(t('暂无到期人员', 'Nothing is due'));
  await second.checksPage('staff-review');
});

journey('a supervisor gives a case to another officer, and an auditor draws it', async ({ someone, t }) => {
  const citizen = await someone('the applicant');
  const number = await appliesForFood(citizen, t);
  const officer = await someone('the officer', { screen: 'desk' });
  await signsIn(officer, t('方知行', 'Fang Zhixing'), '/desk');
  await (await findsCase(officer, number, t)).presses(t('接办', 'Take on'));
  const caseAt = new URL(officer.page.url()).pathname;

  // Whoever leads the office sees numbers, not people, and gives the case to somebody else.
  const leader = await someone('the supervisor', { screen: 'desk' });
  await signsIn(leader, t('陆衡', 'Lu Heng'), STAFF);
  await leader.doesNotSee(t('提出变动', 'Propose a change'));
  await leader.checksPage('staff-supervisor');
  await leader.page.getByRole('row').filter({ hasText: 'officer-fang' }).getByRole('link').click();
  await leader.sees(number);
  await leader.doesNotSee('林晓屿');
  await leader.presses(t('转办', 'Give'));
  await leader.seesProblem(t('请选择接办人', 'Choose to whom')).beside(t('接办人', 'To whom'));
  await leader.checksPage('staff-cases-problems');
  await leader.page.locator('#case').selectOption({ label: number });
  await leader.page.locator('#to').selectOption({ label: '唐以宁' });
  await leader.types(t('方知行本周外出培训。', 'Fang Zhixing is on a course this week.')).into(t('理由', 'Why'));
  await leader.presses(t('转办', 'Give'));
  await leader.sees(t('已转办', 'Given'));
  await officer.opens(caseAt, { status: 403 });
  const colleague = await someone('the colleague', { screen: 'desk' });
  await signsIn(colleague, t('唐以宁', 'Tang Yining'), '/desk');
  await colleague.opens(caseAt);
  await citizen.opens(caseAt.replace('/desk/', '/account/'));
  await citizen.sees(t('已调整经办人员', 'The officer in charge has changed'));

  const auditor = await someone('the auditor', { screen: 'desk' });
  await signsInAs(auditor, 'auditor-tan', '/desk');
  auditor.isAt('/audit');
  await auditor.checksPage('audit');
  await auditor.follows(t('审计', 'Audit of'));
  await auditor.types('0').into(t('抽取件数', 'How many cases'));
  await auditor.types(t('抽查办理时限。', 'Do the clocks hold?')).into(t('审计目的', 'What the audit is for'));
  await auditor.presses(t('抽取', 'Draw'));
  await auditor.seesProblem(t('1至20', 'from 1 to 20')).beside(t('抽取件数', 'How many cases'));
  await auditor.checksPage('audit-mandate');
  await auditor.types('20').into(t('抽取件数', 'How many cases'));
  await auditor.presses(t('抽取', 'Draw'));
  await auditor.sees(t('随机种子', 'Seed'));
  await auditor.checksPage('audit-sample');
  await auditor.follows(number);
  await auditor.sees(t('办理经过', 'What happened'));
  await auditor.doesNotSee('林晓屿');
  await auditor.checksPage('audit-case');
  await citizen.opens('/account/who-looked');
  await citizen.sees(t('审计抽查', 'audit of a random sample'));
});
