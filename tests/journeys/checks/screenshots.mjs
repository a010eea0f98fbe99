// Pictures of pages for people to look at: SCREENSHOTS=1 makes them.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCREENS } from '../browser.mjs';

export const OUT = join(dirname(fileURLToPath(import.meta.url)), '..', 'out');

/** Saves `out/LANGUAGE/WIDTH/NAME.png` for both screens and leaves the page as it was. */
export async function savePictures(page, name, language) {
  if (process.env.SCREENSHOTS !== '1') return;
  const before = page.viewportSize();
  for (const size of Object.values(SCREENS)) {
    const folder = join(OUT, language, String(size.width));
    await mkdir(folder, { recursive: true });
    await page.setViewportSize(size);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}

/** Saves what a failed journey last saw, and says where. */
export async function savePlaceOfFailure(page, name) {
  await mkdir(join(OUT, 'failed'), { recursive: true });
  const file = join(OUT, 'failed', `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return `${page.url()}, picture in ${file.slice(file.indexOf('tests/journeys'))}`;
}
