// A node that is no demonstration, at an address with a name: passkeys are bound to names.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const READY = 'listening on ';
const ROOT = new URL('../../..', import.meta.url);

/** After so many seconds a decision asks for the passkey again, and the desk locks. */
export const PATIENCE = 45;

/** Starts `onewindow serve` on an empty folder; `runs(...)` runs another command on that folder. */
export async function realNode() {
  const { ONEWINDOW_BIN: program, ...inherited } = process.env;
  if (!program) throw new Error('set ONEWINDOW_BIN, or use `cargo xtask test`');
  // Its database lies in its folder, whatever the other journeys run on.
  const { ONEWINDOW_DATABASE: _, ...env } = inherited;
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-real-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const config = join(folder, 'onewindow.yaml');
  await writeFile(
    config,
    `listen: 127.0.0.1:${port}\nbase_url: ${url}\ndata: data\n` +
      'desk:\n  lock_after: 45s\n  confirm_after: 35s\n',
  );
  const child = spawn(program, ['serve', '--config', config], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(READY)) continue;
    child.stdout.resume();
    return {
      url,
      runs: async (...words) => {
        const options = { cwd: ROOT, env: { ...env, ONEWINDOW_CONFIG: config } };
        return promisify(execFile)(program, words, options);
      },
      stops: async () => {
        child.kill('SIGTERM');
        await ended;
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
