// A shopper's link gives away nothing: to other hosts, to caches, to guesses.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { demoServer, ownInEnglish } from '../harness/tracking.mjs';

let browser, server, address;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), demoServer()]);
  [address] = await ownInEnglish(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

withAndWithoutJavaScript('my page asks nobody else for anything and breaks no policy', async (_, options) => {
  const page = await openPage(browser, address, options);
  await page.waitForTimeout(3_000);
  assert.deepEqual(page.problems, []);
  if (options.javaScriptEnabled) {
    assert.deepEqual(await page.evaluate(() => window.doorstepWatch.refused), []);
  }
  const cookies = (await page.context().cookies()).map(({ name, value, httpOnly, sameSite }) => ({ name, value, httpOnly, sameSite }));
  const remembered = { name: 'doorstep_newest', value: address.split('/t/')[1], httpOnly: true, sameSite: 'Lax' };
  assert.deepEqual(cookies, [remembered], 'the one cookie is the order this device remembers');
  await page.context().close();
});

test('my page is under a strict policy, and in no cache', async () => {
  const { headers } = await fetch(address);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /'nonce-[\w+/=-]{16,}'/, policy);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/, policy);
  assert.match(policy, /frame-ancestors/, policy);
  assert.match(headers.get('cache-control') ?? '', /no-store/);
  assert.match(headers.get('referrer-policy') ?? '', /no-referrer|same-origin|strict-origin/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('each answer has a nonce of its own, and every inline script carries it', async () => {
  const nonces = new Set();
  for (let at = 0; at < 3; at += 1) {
    const answer = await fetch(address);
    const nonce = answer.headers.get('content-security-policy').match(/'nonce-([^']+)'/)?.[1];
    nonces.add(nonce);
    const scripts = [...(await answer.text()).matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
    // Blocks of data are not run, and need none.
    const bare = scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`) && !/type="application\/(ld\+)?json"/.test(tag));
    assert.deepEqual(bare, []);
  }
  assert.equal(nonces.size, 3);
});

withAndWithoutJavaScript('a wrong link says it is not known, and no more', async (_, options) => {
  for (const guess of ['0'.repeat(22), 'z'.repeat(22), 'short']) {
    const page = await openPage(browser, server.url, options);
    const answer = await page.goto(`${server.url}/t/${guess}`);
    assert.equal(answer.status(), 404, guess);
    assert.match(await wordsOf(page, 'body'), /\p{L}{2}/u);
    assert.equal(await page.locator('[data-part]').count(), 0, 'nothing of any order');
    await page.context().close();
  }
});
