// Filling in an application: a person at home, and somebody who does it for a company.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { answers, handsInTheRest, placeOf } from './steps/answers.mjs';
import { onDisk, PROGRAM, photo } from './steps/photos.mjs';
import { signsIn, signsInHere } from './steps/sign-in.mjs';

const NEW = '/apply/new?service=small-food-business';

const LIN = (t) => t('林晓屿', 'Lin Xiaoyu');

const SITUATION = {
  place: { option: 'xinghe' },
  operator: { option: 'individual' },
  area_m2: '30',
  workers: '2',
  premises: { option: 'rented' },
  smoke: false,
  cold_dishes: false,
  raw_food: false,
  online_orders: false,
  licence_revoked: false,
};

journey('a person applies, comes back, is told of everything and sends it once', async ({ someone, t }) => {
  const lin = await someone('Lin');
  const start = t('开始办理', 'Start now');

  // The door: signing in leads back to where one wanted to go.
  await lin.opens(NEW);
  await signsInHere(lin, LIN(t));
  lin.isAt('/apply/new');
  await lin.checksPage('apply-new');
  await lin.presses(start);
  await lin.seesHeading(t('小餐饮经营许可', 'Open a small food business'));
  await lin.checksPage('apply-tasks-new');
  const draft = new URL(lin.page.url()).pathname;

  // One thing to a page; what is wrong stands beside its field, and what was typed stays.
  await lin.presses(t('开始填写', 'Start'));
  const { place, operator, ...others } = SITUATION;
  assert.equal(await answers(lin, { place, operator }), 'area_m2');
  const area = t('店面使用面积有多大？', 'How large is the shop?');
  const onward = t('保存并继续', 'Save and continue');
  await lin.types(t('三十', 'thirty')).into(area);
  await lin.presses(onward);
  await lin.seesProblem(/12/).beside(area);
  assert.equal(await lin.findsIn(area), t('三十', 'thirty'));
  await lin.checksPage('apply-question-problem');

  // The session ends in the middle; the draft is kept and the way leads back to the same page.
  await lin.types('30').into(area);
  await lin.losesTheSession();
  await lin.presses(onward);
  await signsInHere(lin, LIN(t));
  assert.deepEqual(placeOf(lin), { kind: 'situation', id: 'area_m2' });

  // Save and come back later, from another device.
  await lin.types('30').into(area);
  await lin.presses(t('保存，以后再填', 'Save and come back later'));
  lin.isAt(draft);
  await lin.losesTheSession();
  await signsIn(lin, LIN(t), '/account');
  await lin.checksPage('account-with-draft');
  await lin.page.locator(`a[href="${draft}"]`).click();
  await lin.presses(t('继续填写', 'Continue'));
  assert.equal(placeOf(lin).id, 'workers');
  await answers(lin, others);

  // What the platform knows is there already; the rest is asked.
  await lin.checksPage('apply-field');
  assert.equal(placeOf(lin).kind, 'form');
  await answers(lin, { shop_name: t('林记小面', 'Lin’s Noodles'), food_items: t('面条', 'Noodles') });
  await lin.opens(`${draft}/form/contact_phone`);
  await lin.sees(t('已根据您的登记信息填好', 'We already know this'));
  await lin.checksPage('apply-field-known');

  // Sent too early: everything that is missing, at once, each with the way to mend it.
  await lin.opens(`${draft}/check`);
  await lin.presses(t('提交申请', 'Send the application'));
  const summary = lin.page.getByRole('alert').getByRole('listitem');
  assert.ok((await summary.count()) >= 3, 'all problems at once');
  await lin.checksPage('apply-check-problems');
  await lin.page.getByRole('alert').getByRole('link', { name: t('租赁合同', 'Lease') }).click();
  assert.equal(placeOf(lin).id, 'lease');

  // Papers: a program is refused in a sentence, photos of a telephone are taken.
  const files = t('上传照片或者PDF文件', 'Photos or a PDF');
  const send = t('上传并继续', 'Upload and continue');
  await lin.presses(send);
  await lin.seesProblem(t('请先选择照片', 'Choose a photo')).beside(files);
  await lin.uploads(PROGRAM).as(files);
  await lin.presses(send);
  await lin.seesProblem(t('可执行程序', 'This file is a program')).beside(files);
  await lin.checksPage('apply-evidence-problem');
  await lin.uploads(photo('1.png'), photo('2.png')).as(files);
  await lin.presses(send);
  lin.isAt(`${draft}/check`);
  await lin.sees(t('共2页', '2 pages'));
  await lin.opens(`${draft}/evidence/kitchen_photos`);
  const large = photo('large.png', { width: 2200, height: 1900, noisy: true });
  assert.ok(large.buffer.length > 12_000_000);
  await lin.uploads(large).as(files);
  await lin.presses(t('上传，然后继续添加', 'Upload, then add more pages'));

  // Three of them are more than one send takes: it says so, and pages come one send after another.
  const further = t('其余各页的照片', 'Photos of further pages');
  const add = t('添加', 'Add these pages');
  await lin.uploads(...(await onDisk(large, 3))).as(further);
  await lin.presses(add);
  await lin.sees('32 MB');
  await lin.sees(t('再添加其余各页', 'add the others afterwards'));
  await lin.checksPage('upload-too-large');
  await lin.presses(t('查看当前状态', 'See how it stands now'));
  await lin.sees(t('共1页', 'One page'));
  await lin.presses(add);
  await lin.seesProblem(t('请先选择照片', 'Choose a photo')).beside(further);
  await lin.uploads(large).as(further);
  await lin.presses(add);
  await lin.uploads(photo('3.png')).as(further);
  await lin.presses(add);
  await lin.sees(t('共3页', '3 pages'));
  await lin.page.getByText(t('删除其中一页', 'Remove a page')).click();
  await lin.checksPage('apply-evidence-pages');
  await lin.presses(t('删除第2页', 'Remove page 2'));
  await lin.sees(t('共2页', '2 pages'));
  await lin.opens(`${draft}/evidence/business_registration`);
  await lin.sees(t('无需上传', 'You need not upload this'));
  await lin.checksPage('apply-evidence-fetched');
  await lin.opens(`${draft}/evidence/health_certificate`);
  await lin.checksPage('apply-evidence-nothing');
  await lin.presses(t(/受理后10 ?个工作日内补交/, 'Hand it in within 10 working days of acceptance'));
  await lin.opens(draft);
  await lin.checksPage('apply-tasks-half');
  await handsInTheRest(lin, t);
  await lin.opens(draft);
  await lin.checksPage('apply-tasks-full');
  await lin.presses(t('核对并提交', 'Check your answers and send'));
  await lin.checksPage('apply-check');

  // Changing one answer leads back to all of them.
  await lin.page.locator(`a[href="${draft}/form/shop_name?from=check"]`).click();
  await lin.types(t('林记面馆', 'Lin’s Noodle Shop')).into(t('店铺名称', 'Name on the shop sign'));
  await lin.presses(onward);
  lin.isAt(`${draft}/check`);
  await lin.sees(t('林记面馆', 'Lin’s Noodle Shop'));

  // Pressed twice, and sent once.
  await lin.page.getByRole('checkbox').check();
  await lin.pressesTwice(t('提交申请', 'Send the application'));
  await lin.page.waitForURL('**/done');
  await lin.seesHeading(t('申请已提交', 'Application received'));
  lin.isAt(`${draft}/done`);
  await lin.checksPage('apply-done');
  const number = (await lin.page.locator('.ow-slip__number').innerText()).trim();
  assert.match(number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

  // It was sent once, and says what comes next and by when.
  await lin.opens('/account');
  const body = await lin.page.locator('main').innerText();
  assert.equal(body.split(number).length - 1, 1, 'one case');
  await lin.checksPage('account');
  await lin.opens(`${draft}/done`);
  await lin.presses(t('查看办理进度', 'Follow this case'));
  await lin.sees(number);
  await lin.sees(t('决定是否受理', 'Decision on intake'));
  await lin.checksPage('case-received');
});

journey('somebody applies for a company, and hears at once that it does not qualify', async ({ someone, t }) => {
  const shen = await someone('Shen', { screen: 'desk' });
  // The answers go along from the public checklist, past the sign-in and past a mistake.
  await shen.opens('/services/small-food-business/checklist?place=guiyu&operator=company&area_m2=45');
  await shen.presses(t('网上申请', 'Apply online'));
  await signsInHere(shen, t('沈若岚', 'Shen Ruolan'));
  shen.isAt('/apply/new');
  await shen.presses(t('开始办理', 'Start now'));
  await shen.seesProblem(t('请选择以谁的名义申请', 'Choose who is applying')).beside(
    t('以谁的名义申请？', 'Who is applying?'),
  );
  await shen.checksPage('apply-new-whom');
  await shen.page.getByRole('radio', { name: /松云食品/ }).check();
  await shen.presses(t('开始办理', 'Start now'));
  await shen.sees(t('申请人：澄州市松云食品有限公司', 'You are applying for 澄州市松云食品有限公司'));
  const draft = new URL(shen.page.url()).pathname;
  await shen.opens(`${draft}/situation/area_m2`);
  assert.equal(await shen.page.locator('[name=area_m2]').inputValue(), '45');
  await answers(shen, { area_m2: '120' });
  await shen.opens(draft);
  await shen.sees(t('店面超过50平方米', 'over 50 square metres'));
  await shen.checksPage('apply-tasks-unqualified');
  await shen.opens(`${draft}/situation/area_m2`);
  await answers(shen, { area_m2: '45' });
  await answers(shen, {
    workers: '3', premises: { option: 'lent' }, smoke: false, cold_dishes: true, raw_food: false,
    online_orders: true, licence_revoked: false,
  });
  await answers(shen, { shop_name: '松云小厨', food_items: '凉菜', platforms: 'A', manager_name: '沈若岚' });
  await shen.opens(`${draft}/evidence/permission_to_use`);
  await shen.presses(t('我承诺', 'I declare this'));
  await shen.opens(`${draft}/evidence/permission_to_use`);
  await shen.sees(t('以告知承诺代替', 'Replaced by a declaration'));
  await shen.checksPage('apply-evidence-commitment');

  // What was begun by mistake can be thrown away.
  await shen.opens(draft);
  await shen.follows(t('删除本次申请', 'Delete this application'));
  await shen.checksPage('apply-delete');
  await shen.presses(t('确定删除', 'Delete it'));
  shen.isAt('/account');
  await shen.opens(draft, { status: 404 });
});
