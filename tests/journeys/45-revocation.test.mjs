// A revocation: one certificate, a ground of its type, a second officer, an appeal that suspends it.
import { journey } from './journey.mjs';
import { appliesForHealth, grantsHealth, waitsForOutcome } from './steps/health.mjs';
import { signsIn } from './steps/sign-in.mjs';

const NO = ['诊断证明不是该持证人的。', 'The diagnosis is somebody else’s.'];
const WHY = ['体检机构的诊断证明见案卷第2页。', 'The diagnosis of the clinic is page 2 of the file.'];

/** Proposes on one of the grounds of the page that is open, counted from the top. */
async function proposes(officer, ground, t) {
  await officer.page.getByRole('radio').nth(ground).check();
  await officer.types(t(...WHY)).into(t('理由', 'Reasons'));
  await officer.presses(t('提出撤销', 'Propose the revocation'));
}

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
  await proposes(officer, 1, t);
  await officer.sees(t('须由另一名人员签署', 'Another officer has to sign'));
  await officer.checksPage('revocation-proposed');
  const declined = new URL(officer.page.url()).pathname;
  await holder.opens(certificate);
  await holder.sees(t('有效', 'Valid'));

  // A second officer says no, and why; whoever proposed it does not ask again.
  const third = await someone('the reviewer', { screen: 'desk' });
  await signsIn(third, t('许知正', 'Xu Zhizheng'), declined);
  await third.presses(t('不同意', 'Decline'));
  await third.seesProblem(t('请写明理由', 'Give the reasons')).beside(t('不同意的理由', 'Why do you decline'));
  await third.checksPage('revocation-decline-problem');
  await third.types(t(...NO)).into(t('不同意的理由', 'Why do you decline'));
  await third.presses(t('不同意', 'Decline'));
  await third.sees(t('未通过审核，证照继续有效', 'The certificate stays valid'));
  await officer.opens('/desk/revocations');
  await officer.sees(t('您已提出，未通过审核', 'Proposed by you, declined'));
  await officer.opens(declined);
  await officer.sees(t(...NO));
  await officer.checksPage('revocation-declined');
  const again = `/desk/revocations/new?certificate=${certificate.split('/').at(-1)}`;
  await officer.opens(again);
  await proposes(officer, 1, t);
  await officer.seesProblem(t('不能再次提出', 'You cannot propose it again')).beside(t('撤销情形', 'Ground'));
  await holder.opens('/account');
  await holder.sees(t('未通过审核，证照继续有效', 'was declined. The certificate stays valid'));
  await holder.opens(certificate);
  await holder.sees(t(...NO));
  await holder.sees(t('审核未同意：工作人员', 'Declined by officer'));
  await holder.checksPage('certificate-declined');

  // A colleague thinks so too: the next second officer reads the no that was said before.
  const second = await someone('the second officer', { screen: 'desk' });
  await signsIn(second, t('崔松年', 'Cui Songnian'), again);
  await proposes(second, 1, t);
  await third.opens(new URL(second.page.url()).pathname);
  await third.sees(t('曾有同一情形的提议未通过', 'This was declined before'));
  await third.sees(t(...NO));
  await third.checksPage('revocation-declined-before');
  await third.types(t(...NO)).into(t('不同意的理由', 'Why do you decline'));
  await third.presses(t('不同意', 'Decline'));

  // Another ground is another question. Nobody signs what they proposed.
  await officer.opens(again);
  await proposes(officer, 0, t);
  const procedure = new URL(officer.page.url()).pathname;
  await second.opens('/desk/revocations');
  await second.sees(t('待审核', 'Needs a second officer'));
  await second.opens(procedure);
  await second.sees(t(...WHY));
  await second.checksPage('revocation-to-sign');
  await second.presses(t('签署', 'Sign'));
  await second.sees(t('证照已撤销', 'The certificate is revoked'));

  // The news say so, and lead to the certificate; in the list it does not look like a valid one.
  await holder.opens('/account');
  await holder.sees(t('已撤销', 'Revoked'));
  await holder.checksPage('account-revoked');
  const told = t('从业人员健康证明已被撤销', 'Food worker health certificate: revoked');
  await holder.page.getByRole('link', { name: told }).first().click();
  holder.isAt(certificate);

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
  await third.opens(procedure);
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

  // What was lifted does not come back on the same ground; the holder sees on which ground they looked.
  await officer.opens(again);
  await proposes(officer, 0, t);
  await officer.seesProblem(t('申诉成立取消', 'lifted on appeal')).beside(t('撤销情形', 'Ground'));
  await holder.opens('/account/who-looked');
  await holder.sees(t('依据：', 'On the ground'));
  await holder.checksPage('looked-with-grounds');
});
