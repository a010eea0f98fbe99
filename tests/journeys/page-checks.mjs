// One call that says whether a page is fit for everyone.
import { AssertionError } from 'node:assert';
import { axeProblems } from './checks/axe.mjs';
import { focusProblems } from './checks/focus.mjs';
import { outlineProblems, widthProblems } from './checks/outline.mjs';
import { requestProblems } from './checks/requests.mjs';
import { savePictures } from './checks/screenshots.mjs';
import { withTwin } from './checks/twin.mjs';

/**
 * Fails with every problem of the page as it stands, not only the first one.
 * `name` is the picture's name; `language` the one the reader asked for.
 */
export async function checkPage(page, name, { language } = {}) {
  const problems = await outlineProblems(page, language);
  problems.push(
    ...(await withTwin(page, async (twin) => [
      ...(await axeProblems(twin)),
      ...(await focusProblems(twin)),
      ...(await widthProblems(twin)),
    ])),
  );
  problems.push(...requestProblems(page.context()));
  await savePictures(page, name, language ?? 'none');
  if (problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AssertionError({ message: `page "${name}" at ${page.url()}:\n${list}` });
  }
}
