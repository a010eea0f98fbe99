// Signing in to the demonstration as one of its people.

/** `name` as the list writes it in the person's language. */
export async function signsIn(person, name, onward = '') {
  await person.opens(`/sign-in?return=${encodeURIComponent(onward)}`);
  await person.presses(name);
}
