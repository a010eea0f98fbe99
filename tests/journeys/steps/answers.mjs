// Filling in an application by the ids of its questions and fields.
import { pdf } from './papers.mjs';

/** Whether one is at the page of a situation question, a form field or a material. */
export function placeOf(person) {
  const [, kind, id] = /\/(situation|form|evidence)\/([^/?]+)/.exec(person.page.url()) ?? [];
  return { kind, id };
}

/**
 * Answers page after page by the ids of questions and fields: a text fills the field, `true` and
 * `false` are yes and no, `{ option }` is chosen. Stops at the first page that has no answer here.
 */
export async function answers(person, all) {
  const { page } = person;
  const next = { 'zh-CN': '保存并继续', en: 'Save and continue' }[person.language];
  for (let pages = 0; pages < 60; pages += 1) {
    const { id } = placeOf(person);
    if (id === undefined || !(id in all)) return id;
    await give(page, id, all[id]);
    await person.presses(next);
  }
  throw new Error(`going in circles at ${page.url()}`);
}

async function give(page, id, answer) {
  const control = page.locator(`[name="${id}"]`);
  if (typeof answer === 'boolean') await page.locator(`[name="${id}"][value="${answer}"]`).check();
  else if (answer?.day) {
    for (const [part, value] of Object.entries(answer.day)) {
      await page.locator(`[name="${id}-${part}"]`).fill(value);
    }
  } else if (answer?.option) {
    const radio = page.locator(`[name="${id}"][value="${answer.option}"][type=radio]`);
    if (await radio.count()) await radio.check();
    else await control.selectOption(answer.option);
  } else await control.fill(answer);
}

/** From the list of what there is to do: hands a paper in for every material that is open. */
export async function handsInTheRest(person, t) {
  const draft = new URL(person.page.url()).pathname.split('/').slice(0, 3).join('/');
  for (let papers = 0; papers < 20; papers += 1) {
    await person.opens(draft);
    const ready = t('核对并提交', 'Check your answers and send');
    if (await person.page.getByRole('button', { name: ready, exact: true }).count()) return;
    await person.presses(t('继续填写', 'Continue'));
    const { kind, id } = placeOf(person);
    if (kind === 'evidence') {
      await person.page.locator('#file').setInputFiles(pdf(id));
      await person.presses(t('上传并继续', 'Upload and continue'));
    } else {
      await person.presses(t('保存并继续', 'Save and continue'));
      if (placeOf(person).id === id) throw new Error(`${id} is still open`);
    }
  }
}
