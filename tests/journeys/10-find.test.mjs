// Finding: a newcomer types what they would type, and understands what is needed of them.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';

const FOOD = (t) => t('小餐饮经营许可', 'Open a small food business');

journey('a newcomer finds the service by their own words', async ({ someone, t }) => {
  const newcomer = await someone('a newcomer');
  const box = t('搜索事项', 'Search services');
  const search = t('搜索', 'Search');

  await newcomer.opens('/');
  await newcomer.types(t('开小吃店', 'opning a smal resturant')).into(box);
  await newcomer.presses(search);
  newcomer.isAt('/services');
  await newcomer.sees(FOOD(t));
  await newcomer.checksPage('find-results');

  // Nothing found is not the end of the way.
  await newcomer.types('qqqqzzzz').into(box);
  await newcomer.presses(search);
  await newcomer.sees(t('没有找到相关事项', 'Nothing found'));
  await newcomer.checksPage('find-nothing');
  await newcomer.follows(t('开小吃店', 'snack bar'));
  await newcomer.follows(FOOD(t));

  // For whom, cost, time, visits and why, papers, law, where and how, how to appeal.
  await newcomer.seesHeading(FOOD(t));
  for (const words of [
    t('自然人', 'persons'),
    t('不收费', 'Free'),
    t('8个工作日', '8 working days'),
    t('法定20个工作日', 'by law at most 20 working days'),
    t('一次都不用跑', 'No visit'),
    t('营业执照', 'Business licence'),
    t('设定依据', 'What creates it'),
    t('行政复议', 'Administrative review'),
    t('青石区人民法院', 'People\'s Court of Qingshi District'),
  ]) {
    await newcomer.sees(words);
  }
  await newcomer.checksPage('find-service');
});

/** Answers the question of the page and goes on. */
async function answers(visitor, t, question, answer) {
  await visitor.seesHeading(question);
  if (answer.typed) await visitor.types(answer.typed).into(question);
  else if (answer.place) await visitor.chooses(answer.place).from(question);
  else await visitor.chooses(answer.chosen).for(question);
  await visitor.presses(t('下一步', 'Continue'));
}

journey('questions lead to exactly what is needed in one situation', async ({ someone, t }) => {
  const newcomer = await someone('a newcomer');
  const yes = { chosen: t('是', 'Yes') };
  const no = { chosen: t('否', 'No') };
  await newcomer.opens('/services/small-food-business');
  await newcomer.presses(t('开始了解', 'Find out'));

  const area = t('店面使用面积有多大？', 'How large is the shop?');
  const place = t('青石区南浦街道星禾社区', 'Xinghe Community, Nanpu Subdistrict, Qingshi District');
  await newcomer.checksPage('find-question-place');
  await answers(newcomer, t, t('店开在哪里？', 'Where is the shop?'), { place });
  await answers(newcomer, t, t('用什么身份经营？', 'Who will run it?'), { chosen: t('个体工商户', 'An individual business') });
  await answers(newcomer, t, area, { typed: t('三十', 'thirty') });
  await newcomer.seesProblem(/12/).beside(area);
  await newcomer.checksPage('find-question-problem');
  await answers(newcomer, t, area, { typed: '18.5' });
  await answers(newcomer, t, t('一共几个人接触食品？', 'How many people handle food?'), { typed: '2' });
  await newcomer.checksPage('find-question-choice');

  // Back leads to the question before, with its answer still there.
  await newcomer.follows(t('返回', 'Back'));
  assert.equal(await newcomer.findsIn(t('一共几个人接触食品？', 'How many people handle food?')), '2');
  await newcomer.presses(t('下一步', 'Continue'));
  const whose = await newcomer.page.locator('h1').innerText();
  await answers(newcomer, t, whose, { chosen: t('租的', 'Rented') });
  for (const answer of [no, no, no, yes, no]) {
    const question = await newcomer.page.locator('h1').innerText();
    await answers(newcomer, t, question, answer);
  }

  await newcomer.seesHeading(t('办事清单', 'What you need'));
  await newcomer.sees(t('按您的回答，符合条件', 'You qualify, as far as your answers go'));
  await newcomer.sees(t('房屋租赁合同', 'Lease'));
  await newcomer.doesNotSee(t('不动产登记信息', 'Property record'));
  await newcomer.sees(t('全程可以网上办理', 'Everything can be done online'));
  await newcomer.checksPage('find-checklist');

  // The address is all there is to it: somebody else opens the same list.
  const shared = new URL(newcomer.page.url());
  const other = await someone('a friend', { screen: 'desk' });
  await other.opens(shared.pathname + shared.search);
  await other.sees(t('房屋租赁合同', 'Lease'));
});

journey('whoever does not qualify hears it at once, with the reason', async ({ someone, t }) => {
  const newcomer = await someone('a newcomer');
  await newcomer.opens('/services/small-food-business/questions');
  const place = t('望溪县柳湾镇石桥村', 'Shiqiao Village, Liuwan Town, Wangxi County');
  await answers(newcomer, t, t('店开在哪里？', 'Where is the shop?'), { place });
  await newcomer.sees(t('按您的回答，不予受理', 'it would not be accepted'));
  await newcomer.sees(t('店不在青石区', 'The shop is not in Qingshi District'));
  await newcomer.checksPage('find-not-accepted');
});

journey('where to go, what belongs together, and whom to tell', async ({ someone, t }) => {
  const visitor = await someone('a visitor');
  await visitor.opens('/');
  await visitor.follows(t('我要开店', 'Opening a shop'));
  await visitor.sees(FOOD(t));
  await visitor.checksPage('find-life-event');
  await visitor.opens('/offices?region=xinghe');
  await visitor.sees(t('星禾社区便民服务站', 'Xinghe Community Service Point'));
  await visitor.checksPage('find-offices');
  await visitor.follows(t('星禾社区便民服务站', 'Xinghe Community Service Point'));
  await visitor.checksPage('find-office');
  await visitor.opens('/could-not?service=small-food-business');
  await visitor.sees(t('青石区市场监督管理局', 'Qingshi Market Regulation Administration'));
  await visitor.checksPage('find-could-not');
  for (const page of ['verify', 'track', 'sign-in']) {
    await visitor.opens(`/${page}`);
    await visitor.checksPage(page);
  }
});

for (const [kind, words] of [
  ['minimum-wage', ['2310', '2310']],
  ['moving-house', ['搬来的第一周', 'In the first week']],
  ['social-insurance-record', ['养老保险累计缴费月数', 'Months of pension insurance paid']],
  ['marriage-appointment', ['可预约的时间', 'Times to book']],
]) {
  journey(`the page of ${kind}`, async ({ someone, t }) => {
    const visitor = await someone('a visitor');
    await visitor.opens(`/services/${kind}`);
    await visitor.sees(t(...words));
    await visitor.checksPage(`find-${kind}`);
  });
}
