// Reading what a page shows.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { field, part } from './find.mjs';

const PATIENCE_MS = 5_000;

/** The visible text of a page or a part of it, spaces as the eye takes them. */
export async function textOf(scope) {
  const element = 'goto' in scope ? scope.locator('body') : scope;
  const texts = await settled(() => element.allInnerTexts());
  return texts.join('\n').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\s]*/g, '\n').trim();
}

/** Reads again where the page was just being left: what counts is the page that comes. */
async function settled(read) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (tries === 20 || !String(error.message).includes('context was destroyed')) throw error;
      await pause(50);
    }
  }
}

/** Waits until `holds()`; fails with what `complain()` says. */
export async function until(holds, complain) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(await complain());
    await pause(50);
  }
}

/** The value beside `label` in a description list or a table row. */
export async function definitionOf(scope, label) {
  const root = 'goto' in scope ? scope.locator('html') : scope;
  const { value, present } = await root.first().evaluate((element, wanted) => {
    const clean = (text) => text.replace(/\s+/g, ' ').trim();
    const heads = [...element.querySelectorAll('dt, th')];
    const head = heads.find((one) => clean(one.innerText) === wanted);
    const cell = head?.nextElementSibling;
    const present = heads.map((one) => clean(one.innerText));
    return { value: cell?.matches('dd, td') ? clean(cell.innerText) : null, present };
  }, label);
  assert.ok(value !== null, `nothing stands beside ${label}; there are: ${present.join(' | ')}`);
  return value;
}

/** The description of a field or of a group: where its problems are told. */
export async function problemsBeside(scope, label) {
  const control = await field(scope, label).catch(() => part(scope, label));
  return control.evaluate((element) =>
    [element, element.closest('[role=group], fieldset')]
      .flatMap((one) => (one?.getAttribute('aria-describedby') ?? '').split(/\s+/))
      .map((id) => (id && document.getElementById(id)?.innerText) || '')
      .join('\n'),
  );
}
