// The words in which journeys are told. Controls are found as a person finds them: by their visible
// or spoken name, never by class or id.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { checkPage } from './page-checks.mjs';
import * as find from './say/find.mjs';
import { definitionOf, problemsBeside, textOf, until } from './say/read.mjs';

/** Somebody in front of a browser window. */
export class Person {
  constructor(page, { name, language, scope = page }) {
    Object.assign(this, { page, name, language, scope });
  }

  /** The same person, looking only at the named group, row, list item or section. */
  within(name) {
    const scope = find.part(this.scope, name);
    return new Person(this.page, { name: this.name, language: this.language, scope });
  }

  // Going places

  /** Opens an address of the platform. The answer must have `status`, or be no error. */
  async opens(path, { status } = {}) {
    const answer = await this.page.goto(path);
    const got = answer?.status() ?? 200;
    assert.ok(status ? got === status : got < 400, `${path} answered ${got}`);
    return answer;
  }

  async follows(link) {
    await (await find.one(this.scope, ['link'], link)).click();
  }

  async presses(button) {
    await (await find.one(this.scope, ['button'], button)).click();
  }

  /** As impatient people do. */
  async pressesTwice(button) {
    await (await find.one(this.scope, ['button'], button)).dblclick();
  }

  async goesBack() {
    await this.page.goBack();
  }

  async reloads() {
    await this.page.reload();
  }

  /** The session ends: as after a night, or with another telephone. */
  async losesTheSession() {
    await this.page.context().clearCookies();
  }

  // Filling in

  types(text) {
    return { into: async (label) => (await find.field(this.scope, label)).fill(text) };
  }

  /** `chooses('Yes').for('Do you sell drinks?')`, `chooses('Bayside').from('District')`. */
  chooses(option) {
    return {
      for: async (question) => {
        const group = find.part(this.scope, question);
        await (await find.one(group, ['radio'], option)).check();
      },
      from: async (label) => {
        await (await find.field(this.scope, label)).selectOption({ label: option });
      },
    };
  }

  async ticks(label) {
    await (await find.one(this.scope, ['checkbox'], label)).check();
  }

  async unticks(label) {
    await (await find.one(this.scope, ['checkbox'], label)).uncheck();
  }

  /** Files are paths, or `{ name, mimeType, buffer }`. */
  uploads(...files) {
    return { as: async (label) => (await find.field(this.scope, label)).setInputFiles(files) };
  }

  // Reading

  /** Text, or a pattern, that stands on the page for the eye to see. */
  async sees(text) {
    await until(
      async () => has(await textOf(this.scope), text),
      async () => `${this.name} does not see ${text} in:\n${await textOf(this.scope)}`,
    );
  }

  async doesNotSee(text) {
    const page = await textOf(this.scope);
    assert.ok(!has(page, text), `${this.name} sees ${text} in:\n${page}`);
  }

  async seesHeading(text) {
    await until(
      async () => has(await textOf(this.page.locator('h1')), text),
      async () => `the heading is not ${text} but ${await textOf(this.page.locator('h1'))}`,
    );
  }

  /** A problem stands in the list at the top and beside its field. */
  seesProblem(text) {
    return {
      beside: async (label) => {
        await this.sees(text);
        const summary = await textOf(this.page.getByRole('alert'));
        assert.ok(has(summary, text), `${text} is not in the list of problems:\n${summary}`);
        const beside = await problemsBeside(this.scope, label);
        assert.ok(has(beside, text), `${text} does not stand beside ${label}, but: ${beside}`);
      },
    };
  }

  /** The value beside a name in a list of facts or a table: `reads('Reference number')`. */
  async reads(label) {
    return definitionOf(this.scope, label);
  }

  /** What stands in a field. */
  async findsIn(label) {
    return (await find.field(this.scope, label)).inputValue();
  }

  isAt(path) {
    const { pathname, search } = new URL(this.page.url());
    const here = path instanceof RegExp ? path.test(pathname + search) : pathname === path;
    assert.ok(here, `${this.name} is at ${pathname + search}, not at ${path}`);
  }

  /** Downloads behind a link or button; gives back name and bytes. */
  async downloads(name) {
    const coming = this.page.waitForEvent('download');
    await (await find.one(this.scope, ['link', 'button'], name)).click();
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Everything that `checkPage` asks of a page; `name` is for its picture. */
  async checksPage(name) {
    await checkPage(this.page, name, { language: this.language });
  }
}

function has(page, text) {
  return text instanceof RegExp ? text.test(page) : page.includes(text);
}
