// "Who looked at my data": every look, refused ones too.
import { journey } from './journey.mjs';
import { appliesForHealth, grantsHealth } from './steps/health.mjs';
import { signsIn } from './steps/sign-in.mjs';
import { findsCase } from './steps/work-list.mjs';

journey('a person finds out who looked', async ({ someone, t }) => {
  const zhou = await someone('Zhou');
  await signsIn(zhou, t('周大杉', 'Zhou Dashan'), '/account');
  const number = await appliesForHealth(zhou, t);

  // An officer to whom the case is not assigned tries to look, and is refused.
  const curious = await someone('a curious officer', { screen: 'desk' });
  await signsIn(curious, t('崔松年', 'Cui Songnian'), '/desk');
  const row = await findsCase(curious, number, t);
  const officer = await someone('the officer', { screen: 'desk' });
  const at = await grantsHealth(officer, number, t);
  await row.sees(number);
  await curious.opens(at, { status: 403 });

  await zhou.opens('/account/who-looked');
  await zhou.seesHeading(t('谁查看过我的信息', 'Who looked at my data'));
  const refused = zhou.page.locator('li.ow-look--refused').first();
  const text = await refused.innerText();
  for (const word of [t('已拒绝', 'Refused'), t('青石区卫生健康局', 'Qingshi Health Bureau'), number]) {
    if (!text.includes(word)) throw new Error(`${word} is not in:\n${text}`);
  }
  const looked = zhou.page.locator('li.ow-look').filter({ hasText: number }).filter({ hasText: t('办件审查', 'handling the case') });
  if ((await looked.count()) < 2) throw new Error('the looks of the officer are missing');
  await zhou.sees(t('人口基础信息库', 'Population register'));
  await zhou.sees(t('您本人查看、填写', 'You viewed or filled in your own data'));
  await zhou.doesNotSee('江映雪');
  await zhou.checksPage('who-looked');

  // Somebody for another: the mother sees what concerns the child.
  const shen = await someone('Shen', { screen: 'desk' });
  await signsIn(shen, t('沈若岚', 'Shen Ruolan'), '/account/who-looked');
  await shen.checksPage('who-looked-several');
  await shen.page.getByRole('navigation').getByRole('link', { name: '罗小满' }).click();
  await shen.seesHeading(t('谁查看过我的信息', 'Who looked at my data'));
});
