// A node that is no demonstration, where people sign in at a provider of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROOFS } from './accounts.mjs';
import { configured, providerOf } from './provider.mjs';

const READY = 'listening on ';
const ROOT = new URL('../../..', import.meta.url);

/** The highest level can be proved at a window only. */
const LEVELS = { acr_low: [PROOFS['text message']], acr_substantial: [PROOFS.face] };

/** Starts both; the node's address, the provider's, and how they are stopped. */
export async function signingInNode() {
  const { ONEWINDOW_BIN: program, ...inherited } = process.env;
  if (!program) throw new Error('set ONEWINDOW_BIN, or use `cargo xtask test`');
  // Its database lies in its folder, whatever the other journeys run on.
  const { ONEWINDOW_DATABASE: _, ...env } = inherited;
  const node = `127.0.0.1:${await freePort()}`;
  const provider = await providerOf(`http://${node}`);
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-sign-in-'));
  const config = await configured(folder, provider.issuer, LEVELS);
  const words = ['serve', '--config', config, '--listen', node, '--data', join(folder, 'data')];
  const child = spawn(program, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(READY)) continue;
    child.stdout.resume();
    return {
      url: `http://${node}`,
      provider: provider.issuer,
      stops: async () => {
        child.kill('SIGTERM');
        await ended;
        provider.stops();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('the node ended before it was ready');
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
