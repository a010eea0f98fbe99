// Signing in to the demonstration as one of its people: at the provider, where the node has one, and
// from its lists otherwise.
import { accountOf, proves } from './accounts.mjs';

/** `name` as the list writes it in the person's language. */
export async function signsIn(person, name, onward = '') {
  await person.opens(`/sign-in?return=${encodeURIComponent(onward)}`);
  await signsInHere(person, name);
}

/** By the account's id, where nobody can know the name: officials of imported authorities. */
export async function signsInAs(person, account, onward = '') {
  await person.opens(`/sign-in?return=${encodeURIComponent(onward)}`);
  await unfolds(person);
  await person.page.locator(`button[value="${account}"]`).click();
}

/** Signs in where a page asked for it, and goes on from there. */
export async function signsInHere(person, name) {
  const door = person.page.locator('main a[href^="/sign-in/start"]');
  const account = accountOf(name);
  if (account && (await door.count())) return goesThrough(person, door, account);
  await unfolds(person);
  return person.presses(name);
}

async function goesThrough(person, door, account) {
  const node = new URL(person.page.url()).origin;
  await door.click();
  await person.page.waitForURL((url) => url.pathname !== '/sign-in');
  // Who is known there still comes back at once.
  if (new URL(person.page.url()).origin !== node) await proves(person, account, 'identity card');
}

async function unfolds(person) {
  // All but the accounts of the first walk are folded away.
  const folded = person.page.locator('main details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
}
