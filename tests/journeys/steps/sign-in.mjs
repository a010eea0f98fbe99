// Signing in to the demonstration as one of its people.

/** `name` as the list writes it in the person's language. */
export async function signsIn(person, name, onward = '') {
  await findsTheLists(person, onward);
  await person.presses(name);
}

/** By the account's id, where nobody can know the name: officials of imported authorities. */
export async function signsInAs(person, account, onward = '') {
  await findsTheLists(person, onward);
  await person.page.locator(`button[value="${account}"]`).click();
}

/** Signs in where a page asked for it, and goes on from there. */
export async function signsInHere(person, name) {
  await unfolds(person);
  await person.presses(name);
}

async function findsTheLists(person, onward) {
  await person.opens(`/sign-in?return=${encodeURIComponent(onward)}`);
  await unfolds(person);
}

async function unfolds(person) {
  // All but the accounts of the first walk are folded away.
  const folded = person.page.locator('main details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
}
