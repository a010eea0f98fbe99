// Finding controls by what they are and what they are called.

const PARTS = ['group', 'radiogroup', 'region', 'row', 'listitem', 'article', 'form', 'navigation', 'main'];

/** A part of the page by its name; where several nest, the innermost. */
export function part(scope, name) {
  const exact = PARTS.map((role) => scope.getByRole(role, { name, exact: true }));
  const loose = ['group', 'radiogroup', 'region', 'row', 'listitem', 'article'].map((role) =>
    scope.getByRole(role, { name }),
  );
  // A list item has no name of its own: its text stands in for it.
  const item = scope.getByRole('listitem').filter({ hasText: name });
  return anyOf([...exact, ...loose, item]).last();
}

/** The one control with one of `roles` and the name: exactly so, or else containing it. */
export async function one(scope, roles, name) {
  const called = (exact) => anyOf(roles.map((role) => scope.getByRole(role, { name, exact })));
  return only(called(true), called(false), roles.join(' or '), name, () => names(scope, roles));
}

/** The one field with the label: exactly so, or else containing it. */
export async function field(scope, label) {
  const called = (exact) =>
    scope.getByLabel(label, { exact }).and(scope.locator('input, select, textarea'));
  const labels = () => scope.locator('label, legend').allInnerTexts();
  return only(called(true), called(false), 'field', label, labels);
}

async function only(exact, loose, what, name, present) {
  for (const candidates of [exact, loose]) {
    const count = await candidates.count();
    if (count === 1) return candidates;
    if (count > 1) throw new Error(`${count} of ${what} are called ${name}; use within(…)`);
  }
  const others = (await present()).map((text) => text.replace(/\s+/g, ' ').trim());
  throw new Error(`no ${what} is called ${name}; there are: ${others.join(' | ') || 'none'}`);
}

async function names(scope, roles) {
  const all = anyOf(roles.map((role) => scope.getByRole(role)));
  return all.evaluateAll((list) => list.map((e) => e.ariaLabel || e.innerText || e.labels?.[0]?.innerText || ''));
}

function anyOf(locators) {
  return locators.reduce((all, next) => all.or(next));
}
