// The keyboard: Tab reaches everything, shows where it is, and meets the skip link first.

// No page of ours has as many stops; a loop ends here.
const MOST_STOPS = 300;

/** Walks the page with Tab, as somebody without a mouse does. */
export async function focusProblems(twin) {
  await twin.evaluate(remember);
  const problems = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await twin.keyboard.press('Tab');
    const here = await twin.evaluate(look);
    if (!here) break;
    if (stop === 0) problems.push(...here.skip);
    if (!here.visible) problems.push(`focus cannot be seen on ${here.html}`);
  }
  const unreached = await twin.evaluate(missed);
  return [...problems, ...unreached.map((html) => `Tab never reaches ${html}`)];
}

// The functions below run inside the page.

function remember() {
  const FIELDS = [
    'outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'color',
    'borderTopColor', 'borderTopWidth', 'borderBottomColor', 'borderBottomWidth',
    'textDecorationLine', 'textDecorationThickness', 'position', 'clip', 'clipPath', 'opacity',
    'transform', 'fill', 'stroke',
  ];
  // A styled radio shows its focus on the label's drawn circle, a card on the box around it.
  const shape = (element) =>
    [element, element.parentElement, element.nextElementSibling]
      .filter(Boolean)
      .flatMap((near) => [null, '::before', '::after'].map((part) => getComputedStyle(near, part)))
      .map((style) => FIELDS.map((field) => style[field]).join())
      .join('\n');
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const stops = [...document.querySelectorAll(all)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.disabled &&
      element.type !== 'hidden' &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  // Tab starts at the top, even where the page itself has moved the focus.
  const top = document.createElement('span');
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
  const shapes = new Map(stops.map((element) => [element, shape(element)]));
  window.journey = { shape, shapes, reached: new Set() };
}

function look() {
  const { shape, shapes, reached } = window.journey;
  const element = document.activeElement;
  if (!element || element === document.body || reached.has(element)) return null;
  reached.add(element);
  const skips = element.matches('a[href^="#"]') && !element.closest('main');
  const target = skips && document.getElementById(decodeURIComponent(element.hash.slice(1)));
  const skip = [];
  if (!skips) skip.push('the first stop of Tab is not a skip link');
  else if (!target) skip.push(`the skip link leads to ${element.hash}, which is not there`);
  else if (!target.closest('main')) skip.push(`the skip link leads to ${element.hash}, outside of main`);
  // A stop that was not known before is one the browser made: a box that scrolls.
  const visible = !shapes.has(element) || shapes.get(element) !== shape(element);
  return { skip, visible, html: element.outerHTML.slice(0, 160) };
}

function missed() {
  const { shapes, reached } = window.journey;
  // Of one group of radios, Tab stops at one; the arrows reach the others.
  const groups = new Set([...reached].filter((e) => e.type === 'radio').map((e) => e.name));
  return [...shapes.keys()]
    .filter((e) => !reached.has(e) && !(e.type === 'radio' && groups.has(e.name)))
    .map((e) => e.outerHTML.slice(0, 160));
}
