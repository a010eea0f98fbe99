// The work list, page by page: other journeys leave their cases there, too.
import assert from 'node:assert/strict';

/** Goes to the page of the work list on which a case stands; gives back its row. */
export async function findsCase(officer, number, t) {
  await officer.opens('/desk');
  for (let pages = 0; pages < 50; pages += 1) {
    const row = officer.page.getByRole('row', { name: number });
    if (await row.count()) return officer.within(number);
    const next = officer.page.getByRole('link', { name: t('下一页', 'Next page') });
    if (!(await next.count())) break;
    await next.click();
  }
  return assert.fail(`case ${number} is not on the work list of ${officer.name}`);
}
