// Pictures of papers, made here: noise does not compress, so a photo is as large as one wants.
import { deflateSync } from 'node:zlib';
import { randomFillSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

/** A PNG of that many pixels; `noisy` makes it about three bytes a pixel. */
export function photo(name, { width = 640, height = 480, noisy = false } = {}) {
  const rows = Buffer.alloc((width * 3 + 1) * height, 200);
  if (noisy) randomFillSync(rows);
  for (let y = 0; y < height; y += 1) rows[y * (width * 3 + 1)] = 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
}

/** Several copies of a picture as files: too many bytes to hand to the browser in memory. */
export async function onDisk({ name, buffer }, copies) {
  const folder = await mkdtemp(join(tmpdir(), 'journey-'));
  const paths = Array.from({ length: copies }, (_, n) => join(folder, `${n + 1}-${name}`));
  await Promise.all(paths.map((path) => writeFile(path, buffer)));
  return paths;
}

/** A program that says that it is a photo. */
export const PROGRAM = {
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.concat([Buffer.from('MZ\x90\x00\x03', 'latin1'), Buffer.alloc(4096)]),
};
