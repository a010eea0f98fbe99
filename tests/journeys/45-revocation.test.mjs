// A revocation: one certificate, a ground of its type, a second officer, an appeal that suspends it.
import { journey } from './journey.mjs';
import { appliesForHealth, grantsHealth, waitsForOutcome } from './steps/health.mjs';
import { signsIn } from './steps/sign-in.mjs';

const WHY = ['体检机构的诊断证明见案卷第2页。', 'The diagnosis of the clinic is page 2 of the file.'];

journey('two officers revoke a certificate, and a third judges the appeal', async ({ someone, t }) => {
  const holder = await someone('the holder');
  await signsIn(holder, t('苏晚晴', 'Su Wanqing'), '/account');
  const number = await appliesForHealth(holder, t);
  const officer = await someone('the first officer', { screen: 'desk' });
  const at = await grantsHealth(officer, number, t);
  await waitsForOutcome(holder, at, t);
  await holder.presses(t('查看证照', 'Open the certificate'));
  const certificate = new URL(holder.page.url()).pathname;

  // One number, typed by hand; there is no list to upload.
  await officer.opens('/desk/revocations');
  await officer.checksPage('revocations');
  await officer.types('12345').into(t('证照编号', 'Certificate number'));
  await officer.presses(t('选择撤销情形', 'Choose the ground'));
  await officer.seesProblem(t('没有这个编号', 'No certificate has this number')).beside(t('证照编号', 'Certificate number'));
  await officer.types(certificate.split('/').at(-1).toUpperCase()).into(t('证照编号', 'Certificate number'));
  await officer.presses(t('选择撤销情形', 'Choose the ground'));
  await officer.presses(t('提出撤销', 'Propose the revocation'));
  await officer.seesProblem(t('请选择一种撤销情形', 'Choose one of the grounds')).beside(t('撤销情形', 'Ground'));
  await officer.seesProblem(t('请写明理由', 'Give the reasons')).beside(t('理由', 'Reasons'));
  await officer.checksPage('propose-problems');
  await officer.page.getByRole('radio').first().check();
  await officer.types(t(...WHY)).into(t('理由', 'Reasons'));
  await officer.presses(t('提出撤销', 'Propose the revocation'));
  await officer.sees(t('须由另一名人员签署', 'Another officer has to sign'));
  await officer.checksPage('revocation-proposed');
  const procedure = new URL(officer.page.url()).pathname;
  await holder.opens(certificate);
  await holder.sees(t('有效', 'Valid'));

  // Nobody signs what they proposed.
  const second = await someone('the second officer', { screen: 'desk' });
  await signsIn(second, t('崔松年', 'Cui Songnian'), '/desk/revocations');
  await second.sees(t('待审核', 'Needs a second officer'));
  await second.opens(procedure);
  await second.sees(t(...WHY));
  await second.checksPage('revocation-to-sign');
  await second.presses(t('签署', 'Sign'));
  await second.sees(t('证照已撤销', 'The certificate is revoked'));

  await holder.opens(certificate);
  await holder.sees(t('已撤销', 'Revoked'));
  await holder.sees(t(...WHY));
  await holder.presses(t('申诉', 'Appeal'));
  await holder.types(t('诊断有误。', 'The diagnosis is wrong.')).into(t('您的意见', 'What do you say to it'));
  await holder.presses(t('提出申诉', 'Appeal'));
  await holder.opens(certificate);
  await holder.sees(t('有效', 'Valid'));

  await second.opens(procedure);
  await second.sees(t('由未参与的人员复核', 'decided by an officer who did not'));
  const third = await someone('the reviewer', { screen: 'desk' });
  await signsIn(third, t('许知正', 'Xu Zhizheng'), procedure);
  await third.sees(t('诊断有误。', 'The diagnosis is wrong.'));
  await third.presses(t('作出结论', 'Decide the appeal'));
  await third.seesProblem(t('请选择复核结论', 'Choose how you decide the appeal')).beside(t('复核结论', 'How do you decide the appeal'));
  await third.checksPage('revocation-to-judge');
  await third.chooses(t('申诉成立', 'The appeal succeeds')).for(t('复核结论', 'How do you decide the appeal'));
  await third.types(t('复查结果为合格。', 'The second test found nothing.')).into(t('复核理由', 'Reasons'));
  await third.presses(t('作出结论', 'Decide the appeal'));
  await third.sees(t('撤销已取消', 'The revocation is lifted'));
  await holder.opens(certificate);
  await holder.sees(t('复查结果为合格。', 'The second test found nothing.'));
  await holder.sees(t('有效', 'Valid'));
});
