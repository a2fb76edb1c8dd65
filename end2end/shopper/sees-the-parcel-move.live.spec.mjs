// A shopper leaves the page open and sees the parcel move.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, openPages } from '../harness/browser.mjs';
import { PART, allListed, demoServer, listed, oneOfEach, story } from '../harness/tracking.mjs';

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  await allListed(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const shift = (page) => page.evaluate(() => window.doorstepWatch.shift);

/** Opens a link of each journey and gives the first page that moves. */
async function firstToMove(links) {
  const pages = await openPages(browser, links.map((link) => link.address));
  const before = await Promise.all(pages.map(story));
  const moved = await eventually('one of the open pages moves', async () => {
    const now = await Promise.all(pages.map(story));
    const at = now.findIndex((words, place) => words !== before[place]);
    return at >= 0 && { page: pages[at], before: before[at], now: now[at] };
  });
  return { ...moved, close: () => Promise.all(pages.map((page) => page.context().close())) };
}

test('the open page changes by itself, says so, and does not jump', async () => {
  const { page, before, now, close } = await firstToMove(oneOfEach(await listed(server)));
  try {
    assert.notEqual(now, before);
    assert.equal(page.navigations, 1, 'nothing was loaded again');
    const announced = await eventually(
      'the change is announced',
      async () => (await page.locator(PART.announcement).allInnerTexts()).join(' ').trim(),
      10_000,
    );
    assert.match(announced, /\p{L}{2}/u);
    assert.ok((await shift(page)) <= 0.1, `layout shift ${await shift(page)}`);
    assert.deepEqual(page.problems, []);
    const refused = await page.evaluate(() => window.doorstepWatch.refused);
    assert.deepEqual(refused, []);
  } finally {
    await close();
  }
});

test('what the open page shows is what a fresh one shows', async () => {
  const { page, close } = await firstToMove(oneOfEach(await listed(server)));
  try {
    const fresh = await openPage(browser, page.url(), { javaScriptEnabled: false });
    await eventually('both show one story', async () => {
      await fresh.reload();
      return (await story(page)) === (await story(fresh));
    }, 30_000);
    await fresh.context().close();
  } finally {
    await close();
  }
});

/** What a browser's own translation does to the part that changes by itself. */
function translate() {
  const walker = document.createTreeWalker(document.getElementById('live'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter(({ data }) => data.trim())) {
    const font = document.createElement('font');
    text.replaceWith(font);
    font.append(text);
  }
}

test('a page that the browser has translated is not loaded anew because time passes', async () => {
  const links = (await listed(server)).filter((link) => link.address.startsWith(server.url));
  const views = await Promise.all(links.map(async ({ address }) => (await fetch(`${address}/view.json`)).json()));
  const at = views.findIndex(({ parcels }) => parcels[0]?.freshness);
  const page = await openPage(browser, links[at].address);
  let translated;
  const isTranslated = new Promise((resolve) => { translated = resolve; });
  // The same revision again and again, last heard of another while ago each time.
  let told = 0;
  await page.route('**/live?*', async (route) => {
    await isTranslated;
    told += 1;
    const view = await (await fetch(`${page.url()}/view.json`)).json();
    const [parcel, ...others] = view.parcels;
    const later = { ...view, revision: views[at].revision, parcels: [{ ...parcel, freshness: `${told} minutes ago` }, ...others] };
    await route.fulfill({ contentType: 'text/event-stream', body: `retry: 200\nevent: view\nid: 1\ndata: ${JSON.stringify(later)}\n\n` });
  });
  await page.reload();
  await page.evaluate(translate);
  const before = page.navigations;
  translated();
  await eventually('the time since the last news is told again and again', () => told >= 5);
  assert.equal(page.navigations, before);
  await page.context().close();
});

test('a page that the browser has translated is loaded anew for news', async () => {
  // A page that is being loaded anew at that moment cannot be closed by itself:
  // the browser goes as a whole.
  const own = await openBrowser();
  const links = oneOfEach(await listed(server));
  const pages = await openPages(own, links.map((link) => link.address));
  await Promise.all(pages.map((page) => page.evaluate(translate)));
  await eventually('one of them is loaded anew', () => pages.some((page) => page.navigations > 1));
  await own.close();
});
