// The open door: the first page, in both languages, on both screens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseUrl, journey } from './journey.mjs';

test('the server says that it is well', async () => {
  const answer = await fetch(new URL('/healthz', baseUrl()));
  assert.equal(answer.status, 200);
});

for (const screen of ['phone', 'desk']) {
  journey(`the first page on a ${screen}`, async ({ someone }) => {
    const visitor = await someone('a visitor', { screen });
    await visitor.opens('/');
    await visitor.checksPage('start');
  });
}
