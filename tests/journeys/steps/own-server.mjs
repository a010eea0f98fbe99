// A server of one journey's own, which things may happen to: here, a disk that fills up.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const READY = 'listening on ';

/**
 * Starts `onewindow serve --demo` on a disk that is full while `fills()` was called and `empties()`
 * was not. `null` only where the system has no shim that fills the disk.
 */
export async function serverOnASmallDisk() {
  const { ONEWINDOW_BIN: program, ONEWINDOW_SHIM: shim } = process.env;
  if (shim === 'none') return null;
  if (!program || !shim) throw new Error('set ONEWINDOW_BIN and ONEWINDOW_SHIM, or use `cargo xtask test`');
  const folder = await mkdtemp(join(tmpdir(), 'onewindow-full-'));
  const [data, image, full] = ['data', 'image', 'full'].map((name) => join(folder, name));
  await Promise.all([mkdir(data), mkdir(image)]);
  const env = {
    ...process.env,
    LD_PRELOAD: shim,
    ONEWINDOW_POWERCUT_ROOT: data,
    ONEWINDOW_POWERCUT_IMAGE: image,
    ONEWINDOW_POWERCUT_FULL: full,
  };
  const child = spawn(program, ['serve', '--demo', '--listen', '127.0.0.1:0', '--data', data], {
    cwd: new URL('../../..', import.meta.url),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(READY)) continue;
    child.stdout.resume();
    return {
      url: line.slice(READY.length).trim(),
      fills: () => writeFile(full, ''),
      empties: () => rm(full),
      stops: async () => {
        child.kill('SIGTERM');
        await ended;
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('the server ended before it was ready');
}
