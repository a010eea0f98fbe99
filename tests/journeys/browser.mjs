// The browser of the journeys: the system's own Chromium, never a downloaded one.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { watch } from './checks/requests.mjs';

/** The two screens that every page must fit. */
export const SCREENS = {
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 900 },
};

/** In which languages each story is told. */
export const LANGUAGES = (process.env.JOURNEY_LANGUAGES ?? 'zh-CN en').split(' ');

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// Without these, Chromium calls its maker at every start.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? KNOWN.find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium: install it or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: QUIET });
}

/**
 * A person's own browser window: no cookies of others, no JavaScript unless asked for.
 * `baseUrl` is the only origin that its pages may ask; to those of `also` links may lead.
 */
export async function openWindow(browser, { language, screen = 'phone', script = false, baseUrl, also }) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    viewport: SCREENS[screen],
    hasTouch: screen === 'phone',
    javaScriptEnabled: script,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  watch(context, baseUrl, also);
  return context;
}
