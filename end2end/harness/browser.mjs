// Debian's Chromium, and a page in it that remembers what went wrong.

import { test } from 'node:test';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser. Chromium's sandbox refuses to run as root. */
export const openBrowser = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, ...more, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });

/**
 * Opens a page of its own context. Afterwards `page.problems` lists what a
 * person would never see and still must not be: blocked or foreign requests,
 * uncaught errors, refusals of the security policy.
 */
export async function openPage(browser, address, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.problems = [];
  page.navigations = 0;
  const { origin, port } = new URL(address);
  // The demo's second shop is the same server under a name of its own.
  const isOurs = (url) => url.origin === origin || (url.port === port && url.hostname.endsWith('.localhost'));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!isOurs(url) && !['data:', 'blob:', 'about:'].includes(url.protocol)) {
      page.problems.push(`a request to ${url.origin}`);
    }
  });
  page.on('pageerror', (error) => page.problems.push(`an uncaught error: ${error.message}`));
  page.on('console', (message) => {
    const words = message.text();
    const refused = /content security policy|refused to/i.test(words);
    const broken = /panicked at|hydrat/i.test(words) && message.type() === 'error';
    if (refused || broken) page.problems.push(`the console says: ${words}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) page.navigations += 1;
  });
  await page.goto(address, { waitUntil: 'load' });
  return page;
}

/** Runs in every page before its own code: adds up layout shifts, and can
 * play a tab that nobody looks at. */
function watch() {
  window.doorstepWatch = { shift: 0, refused: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) window.doorstepWatch.shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    window.doorstepWatch.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  let visibility = 'visible';
  Object.defineProperty(document, 'visibilityState', { get: () => visibility });
  Object.defineProperty(document, 'hidden', { get: () => visibility === 'hidden' });
  window.doorstepShow = (state) => {
    visibility = state;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };
}

/** Runs in a page: waits until nothing moves any more, and what moved was drawn
 * and told of. */
export async function atRest() {
  const ends = (motion) => motion.effect.getComputedTiming().endTime !== Infinity;
  await Promise.allSettled(document.getAnimations().filter(ends).map((motion) => motion.finished));
  const drawn = () => new Promise((done) => { requestAnimationFrame(done); });
  for (let frame = 0; frame < 3; frame += 1) await drawn();
  await new Promise((done) => { setTimeout(done); });
}

/** Opens links as many tabs, a few at a time: a slow machine loads no more. */
export async function openPages(browser, addresses) {
  const pages = [];
  for (let at = 0; at < addresses.length; at += 4) {
    const few = addresses.slice(at, at + 4).map((address) => openPage(browser, address));
    pages.push(...await Promise.all(few));
  }
  return pages;
}

/** The words a person reads on the page, blanks folded. */
export const wordsOf = async (page, selector = 'main') =>
  (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();

/** Asks again until `attempt` gives something, and says what it waited for. */
export async function eventually(what, attempt, ms = 90_000) {
  const end = performance.now() + ms;
  let last;
  while (performance.now() < end) {
    try {
      const found = await attempt();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`after ${ms / 1000} s still waiting: ${what}`, { cause: last });
}

/** One test with JavaScript and one without. */
export function withAndWithoutJavaScript(goal, body) {
  test(`${goal}, with JavaScript`, (t) => body(t, { javaScriptEnabled: true }));
  test(`${goal}, without JavaScript`, (t) => body(t, { javaScriptEnabled: false }));
}
