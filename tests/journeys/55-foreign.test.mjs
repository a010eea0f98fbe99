// The platform's own certificates, verified by others: our command, npm's and Python's packages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseUrl, journey } from './journey.mjs';
import { appliesForHealth, grantsHealth, waitsForOutcome } from './steps/health.mjs';
import { signsIn, signsInAs } from './steps/sign-in.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = process.env.ONEWINDOW_FOREIGN_CACHE ?? join(ROOT, 'target/foreign');
const NODE = join(CACHE, 'node/verify.mjs');
const PYTHON = join(CACHE, 'python/bin/python');

/** Runs a program and gives its exit code and what it said. */
function says(program, args) {
  return new Promise((done) => {
    execFile(program, args, { timeout: 60_000 }, (error, stdout, stderr) => {
      done({ code: error ? error.code : 0, text: stdout + stderr });
    });
  });
}

async function asks(path) {
  const answer = await fetch(path.startsWith('http') ? path : baseUrl() + path);
  assert.equal(answer.status, 200, path);
  return answer.text();
}

journey('others verify what the platform issued, and see that it was revoked', async ({ someone, t }) => {
  const binary = process.env.ONEWINDOW_BIN;
  if (!binary) {
    console.log('skipped: no server of our own');
    return;
  }
  const zhou = await someone('Zhou');
  await signsIn(zhou, t('周大杉', 'Zhou Dashan'), '/account');
  const number = await appliesForHealth(zhou, t);
  const officer = await someone('the officer', { screen: 'desk' });
  const at = await grantsHealth(officer, number, t);
  await waitsForOutcome(zhou, at, t);
  await zhou.presses(t('查看证照', 'Open the certificate'));
  const page = new URL(zhou.page.url()).pathname;
  const { bytes } = await zhou.downloads(t('下载证照文件', 'Download the file'));

  const folder = await mkdtemp(join(tmpdir(), 'onewindow-foreign-'));
  const keep = async (name, text) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const payload = JSON.parse(Buffer.from(bytes.toString().split('.')[1], 'base64url').toString());
  const certificate = await keep('certificate', bytes);
  const trust = await keep('trust.json', await asks('/trust.json'));
  const list = payload.status.status_list.uri;
  let status = await keep('status', await asks(list));
  const verify = (...more) => says(binary, ['certificate', 'verify', certificate, '--trust', trust, ...more]);

  // Our own command: with everything, without a status, and with somebody else's trust file.
  const ours = await verify('--status', status);
  assert.equal(ours.code, 0, ours.text);
  assert.match(ours.text, /周大杉/);
  assert.equal((await verify()).code, 19);
  const nobody = await keep('nobody.json', JSON.stringify({ issuers: [] }));
  assert.equal((await says(binary, ['certificate', 'verify', certificate, '--trust', nobody])).code, 11);

  const node = () => says(process.execPath, [NODE, certificate, trust, status]);
  if (existsSync(NODE)) {
    const foreign = await node();
    assert.equal(foreign.code, 0, foreign.text);
    assert.match(foreign.text, /周大杉/);
  } else console.log('skipped: npm verifier is not installed');
  if (existsSync(PYTHON)) {
    const foreign = await says(PYTHON, [join(ROOT, 'tests/foreign/verify.py'), certificate, trust]);
    assert.equal(foreign.code, 0, foreign.text);
  } else console.log('skipped: Python verifier is not installed');

  // Two officers revoke it, one certificate by its number.
  await officer.opens(`/desk/revocations/new?certificate=${payload.certificate_number}`);
  await officer.page.getByRole('radio').first().check();
  await officer.page.getByRole('textbox').last().fill(t('复查不合格。', 'A later check found something.'));
  await officer.presses(t('提出撤销', 'Propose the revocation'));
  const procedure = new URL(officer.page.url()).pathname;
  status = await keep('status', await asks(list));
  assert.equal((await verify('--status', status)).code, 0, 'nothing takes effect until a second officer signs');
  const reviewer = await someone('the second officer', { screen: 'desk' });
  await signsInAs(reviewer, 'reviewer-xu', '/desk/revocations');
  await reviewer.opens(procedure);
  await reviewer.presses(t('签署', 'Sign'));
  status = await keep('status', await asks(list));
  assert.equal((await verify('--status', status)).code, 17);
  if (existsSync(NODE)) {
    const foreign = await node();
    assert.notEqual(foreign.code, 0);
    assert.match(foreign.text, /revoked/);
  }

  // One press appeals; until it is judged, the certificate counts.
  await zhou.opens(page);
  await zhou.checksPage('certificate-revoked');
  await zhou.page.locator('a[href*="/appeal/"], a[role=button]').filter({ hasText: t('申诉', 'Appeal') }).first().click();
  await zhou.presses(t('提出申诉', 'Appeal'));
  status = await keep('status', await asks(list));
  assert.equal((await verify('--status', status)).code, 0, 'the appeal suspends the effect');
});
