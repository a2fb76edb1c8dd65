// Somebody who wants to see what this is starts the demo and opens a link.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { JOURNEYS, allListed, arriveAt, listed, otherShop } from '../harness/tracking.mjs';
import { startDemo } from '../harness/server.mjs';

const SOON_MS = 15_000;

// One of its own: how soon it shows its links is the question.
let browser, server, started;
before(async () => {
  browser = await openBrowser();
  started = Date.now();
  server = await startDemo();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('within 15 seconds there are links of every journey and both brands', async () => {
  const links = await eventually('the home page lists every journey', async () => {
    const links = await listed(server);
    const all = Object.keys(JOURNEYS).every((journey) => links.some((link) => link.journey === journey));
    return all && links;
  }, SOON_MS);
  const took = Date.now() - started;
  assert.ok(took < SOON_MS, `it took ${took} ms`);
  assert.ok(links.length >= 14, `${links.length} links`);
  assert.equal(Object.keys(JOURNEYS).length, 14);
  const hosts = new Set(links.map((link) => new URL(link.address).hostname));
  assert.equal(hosts.size, 2, [...hosts].join());
  for (const { address } of links) {
    // Only browsers find the hosts below localhost.
    const { pathname } = new URL(address);
    assert.equal((await fetch(new URL(pathname, server.url))).status, 200, address);
  }
});

withAndWithoutJavaScript('each journey says what it is and what to look for', async (_, options) => {
  await allListed(server);
  const page = await openPage(browser, server.url, options);
  const journeys = await page.locator('[data-part=demo] .journeys > li').all();
  assert.equal(journeys.length, 14);
  const titles = new Set();
  for (const journey of journeys) {
    titles.add(await wordsOf(journey, 'h3'));
    assert.match(await wordsOf(journey, 'p'), /\p{L}{2}.*\.$/u);
    for (const link of await journey.locator('a:not([data-beside])').allInnerTexts()) {
      assert.match(link, /(Juniper & Vale|Ridgeline Supply) · .*#\d+\s+(day \d+|ended)/);
    }
  }
  assert.equal(titles.size, 14);
  assert.deepEqual(page.problems, []);
  await page.goto(otherShop(server.url));
  const own = await eventually("the other shop's home page lists its own", async () => {
    await page.reload();
    const links = await page.locator('[data-part=demo] a:not([data-beside])').allInnerTexts();
    return links.length >= 14 && links;
  }, SOON_MS);
  assert.ok(own.every((link) => link.includes('Ridgeline Supply')), own.join(' | '));
  await page.context().close();
});

test('hostile words in a scan stay words', async () => {
  const page = await openPage(browser, server.url);
  const dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await arriveAt(server, 'hostile', page);
  assert.doesNotMatch(await wordsOf(page), /yrolla|Mallory|Elm Street|0187/, 'nobody is named');
  assert.equal(await page.locator('img[src=x], [onerror], [onclick]').count(), 0);
  assert.doesNotMatch(await page.content(), /alert\(|steal\(|[\u202a-\u202e\u200b\u0007]/);
  assert.deepEqual(dialogs, []);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
