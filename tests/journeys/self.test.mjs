// The harness proves itself: a good page passes, and each fault is found.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openWindow } from './browser.mjs';
import { checkPage } from './page-checks.mjs';
import { Person } from './say.mjs';
import { goodPage, servePages } from './self/pages.mjs';

// Path: what is changed in the good page, and what must be said about it.
const FAULTS = {
  '/no-label': [{ '<label for="owner">Owner</label>': 'Owner' }, /axe label/],
  '/pale': [{ '<p>Bayside</p>': '<p style="color:#bbb">Bayside</p>' }, /content security policy/],
  '/contrast': [{ '<p>Bayside</p>': '<p><font color="#bbbbbb">Bayside</font></p>' }, /axe color-contrast/],
  '/wide': [{ B: 'B'.repeat(200) }, /px wide at 320 px/],
  '/foreign': [
    { '</main>': '<img alt="map" src="http://127.0.0.2:9/map.png"></main>' },
    /another origin: http:\/\/127\.0\.0\.2:9\/map\.png/,
  ],
  '/missing-part': [{ '</main>': '<img alt="map" src="/map.png"></main>' }, /a part of the page is missing: 404/],
  '/no-lang': [{ ' lang="en"': '' }, /no lang attribute/],
  '/other-lang': [{ 'lang="en"': 'lang="fr"' }, /lang="fr" to a reader of en/],
  '/two-headings': [{ '<form': '<h1>Again</h1><form' }, /2 h1/],
  '/no-title': [{ '<title>Opening a noodle stall</title>': '<title></title>' }, /no title/],
  '/no-skip-link': [{ '<a class="skip" href="#main">Skip to the content</a>': '' }, /not a skip link/],
  '/skip-to-nowhere': [{ 'id="main"': 'id="content"' }, /#main, which is not there/],
  '/unseen-focus': [{ '<button>': '<button class="hidden-focus">' }, /focus cannot be seen on <button/],
};

describe('the harness', { concurrency: 2 }, () => {
  let browser;
  let server;
  before(async () => {
    const faulty = Object.entries(FAULTS).map(([path, [change]]) => [path, goodPage(change)]);
    server = await servePages({
      '/': goodPage(),
      '/focused': goodPage({ 'name="owner"': 'name="owner" autofocus' }),
       ...Object.fromEntries(faulty),
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const visit = async (path, options = {}) => {
    const context = await openWindow(browser, { language: 'en', baseUrl: server.url, ...options });
    const somebody = new Person(await context.newPage(), { name: 'somebody', language: 'en' });
    await somebody.opens(path);
    return somebody;
  };

  for (const options of [{}, { screen: 'desk' }, { script: true }]) {
    test(`a good page passes ${JSON.stringify(options)}`, async () => {
      await (await visit('/', options)).checksPage('self');
    });
  }

  for (const [path, [, message]] of Object.entries(FAULTS)) {
    test(`the fault of ${path} is found`, async () => {
      const { page } = await visit(path);
      await assert.rejects(checkPage(page, 'self', { language: 'en' }), message);
      await page.context().close();
    });
  }

  test('a page that moves the focus itself passes', async () => {
    await (await visit('/focused')).checksPage('self');
  });

  test('a page that answers a form is checked as it stands', async () => {
    const somebody = await visit('/');
    await somebody.presses('Continue');
    somebody.isAt('/sent');
    await somebody.checksPage('self-sent');
  });

  test('the words do what they say', async () => {
    const citizen = await visit('/');
    await citizen.types('王小明').into('Owner');
    await citizen.chooses('Bayside').from('District');
    await citizen.chooses('Yes').for('Do you cook?');
    await citizen.within('Do you sell drinks?').sees('Yes');
    await citizen.ticks('I have read the conditions');
    await citizen.presses('Continue');
    assert.equal(
      await citizen.reads('Reference number'),
      'owner=王小明 district=Bayside cook=1 terms=1 photo=',
    );
    await citizen.seesHeading('noodle');
    await citizen.seesProblem("Enter the owner's name").beside('Owner');
    await citizen.doesNotSee('Hamburg');
    const letter = await citizen.downloads('Letter');
    assert.equal(letter.bytes.toString(), 'Dear owner');
    await citizen.opens('/nowhere', { status: 404 });
    await assert.rejects(citizen.opens('/nowhere'), /answered 404/);
  });

  test('the words fail when the page does not agree', async () => {
    const citizen = await visit('/');
    await assert.rejects(citizen.presses('Buy'), /no button is called Buy; there are: Photo \| Continue/);
    await assert.rejects(citizen.within('Do you cook?').ticks('No'), /no checkbox is called No/);
    await assert.rejects(citizen.ticks('Yes'), /no checkbox/);
    await assert.rejects(citizen.types('x').into('Nothing'), /no field is called Nothing/);
    await assert.rejects(citizen.sees('Hamburg'), /does not see Hamburg/);
    await assert.rejects(citizen.seesProblem('Enter the owner').beside('District'), /stand beside District/);
    await assert.rejects(citizen.doesNotSee('noodle'), /sees noodle/);
  });
});
