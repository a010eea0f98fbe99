// A journey is a test in both languages, each with windows of its own.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LANGUAGES, launch, openWindow } from './browser.mjs';
import { requestProblems } from './checks/requests.mjs';
import { savePlaceOfFailure } from './checks/screenshots.mjs';
import { Person } from './say.mjs';

/** The server under test, from BASE_URL. */
export function baseUrl() {
  const url = process.env.BASE_URL;
  if (!url) throw new Error('set BASE_URL to a running server, or use `cargo xtask test --only journeys`');
  return url;
}

/** Where links may lead besides: the identity provider of that server, if it has one. */
const PROVIDER = [process.env.ONEWINDOW_PROVIDER].filter(Boolean);

/**
 * Tells `story` once per language. It gets `someone(name, options)`, which opens a window for a
 * person (`{ screen: 'phone' | 'desk', script: bool }`), and `t(zh, en)`, which picks the words.
 */
export function journey(title, story, { skip = false, server = baseUrl, also = PROVIDER } = {}) {
  describe(title, { skip }, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());
    for (const language of LANGUAGES) {
      test(language, { timeout: 300_000 }, () => tell({ title, story, language, browser, server, also }));
    }
  });
}

async function tell({ title, story, language, browser, server, also }) {
  const people = [];
  const someone = async (name, { screen, script, ...other } = {}) => {
    const window = { language: other.language ?? language, screen, script, baseUrl: server(), also };
    const context = await openWindow(browser, window);
    const person = new Person(await context.newPage(), { name, language: window.language });
    people.push(person);
    return person;
  };
  const t = (zh, en) => (language === 'zh-CN' ? zh : en);
  try {
    await story({ someone, t, language });
    for (const { page } of people) assert.deepEqual(requestProblems(page.context()), []);
  } catch (error) {
    for (const { page, name } of people) {
      const place = await savePlaceOfFailure(page, `${title} ${language} ${name}`).catch(String);
      error.message += `\n${name} was at ${place}`;
    }
    throw error;
  } finally {
    await Promise.all(people.map(({ page }) => page.context().close()));
  }
}
