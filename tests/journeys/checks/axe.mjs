// WCAG 2.2 A and AA, and axe's best practices: no violation at all.
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe finds on a page with JavaScript, in words. */
export async function axeProblems(twin) {
  await twin.evaluate(axe.source);
  const { violations } = await twin.evaluate(
    (tags) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        // Off unless named, although it is AA since WCAG 2.2.
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
      }),
    TAGS,
  );
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
    return `axe ${id}: ${help}\n      ${where.join('\n      ')}`;
  });
}
