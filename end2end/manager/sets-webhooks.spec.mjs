// Whoever runs the shop has its own systems told what happens, sees the key
// once, and finds out from the log why nothing arrives.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';
import { violations } from '../harness/axe.mjs';

// One of its own: nobody else is told anything.
let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const ADMIN = 'Ada Voss';
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function signedIn(path, options) {
  const page = await openPage(browser, `${server.url}/sign-in?to=${path}`, options);
  await press(page, `Sign in as ${ADMIN}`);
  return page;
}

/** Adds an endpoint that leads inside, which is found out when it is told. */
async function added(page, description) {
  await page.goto(`${server.url}/settings/webhooks`);
  const form = page.locator('[data-part=add]');
  await form.getByLabel('Address').fill('https://localhost:9/hooks?a-long-name=of-a-system-that-somebody-has-written');
  await form.getByLabel('What you call it').fill(description);
  await form.getByLabel('A flag was raised').check();
  await press(page, 'Add the endpoint');
  const key = await page.locator('[data-part=secret] code').innerText();
  assert.match(key, /^whsec_[A-Za-z0-9+/]{43}=$/);
  return key;
}

/** Looks again until the log says something. */
async function logged(page, words) {
  for (let look = 0; look < 100; look += 1) {
    if (words.test(await wordsOf(page, '[data-part=log]'))) return;
    await page.waitForTimeout(200);
    await page.reload();
  }
  assert.match(await wordsOf(page, '[data-part=log]'), words);
}

withAndWithoutJavaScript('I add an endpoint, see its key once, and read why nothing arrives', async (_, options) => {
  const page = await signedIn('/settings', options);
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  const form = page.locator('[data-part=add]');
  await form.getByLabel('Address').fill('http://hooks.acme.example/in');
  await press(page, 'Add the endpoint');
  assert.match(await wordsOf(page, '[role=alert]'), /must begin with https/);
  assert.equal(await form.getByLabel('Address').inputValue(), 'http://hooks.acme.example/in');
  const name = options.javaScriptEnabled ? 'with scripts' : 'without scripts';
  const key = await added(page, name);
  await page.goto(`${server.url}/settings/webhooks`);
  await page.locator('li', { hasText: name }).getByRole('link').click();
  assert.doesNotMatch(await wordsOf(page), /whsec_/);
  await press(page, 'Send a test event');
  await logged(page, /webhook\.test .*inside a network/);
  await press(page, 'Make a new key');
  const fresh = await page.locator('[data-part=secret] code').innerText();
  assert.notEqual(fresh, key);
  assert.match(await wordsOf(page, '[data-part=previous]'), /signs too until/);
  await press(page, 'Disable');
  assert.match(await wordsOf(page, '[data-part=standing]'), /Disabled/);
  await logged(page, /Given up/);
  await press(page, 'Enable');
  await page.locator('[data-part=acts]').getByLabel('Given up since').fill('');
  await press(page, 'Send all of that again');
  assert.match(await wordsOf(page, '[data-part=saved]'), /Queued/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 768, 1440]) {
    test(`axe finds nothing on webhooks at ${width} px, ${colorScheme}`, async () => {
      const page = await signedIn('/settings/webhooks', { viewport: { width, height: 900 }, colorScheme });
      await added(page, `at ${width} px, ${colorScheme}`);
      const judge = async (what) => {
        assert.deepEqual(await violations(page), [], what);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${what}: ${overflow} px stick out to the side`);
        const small = await page.locator('button:visible, summary:visible, input:not([type=checkbox]):visible, select:visible')
          .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
        assert.deepEqual(small, [], what);
      };
      await judge('added');
      await page.goto(`${server.url}/settings/webhooks`);
      await judge('list');
      await page.locator('li', { hasText: `at ${width} px, ${colorScheme}` }).getByRole('link').click();
      await press(page, 'Send a test event');
      await logged(page, /webhook\.test/);
      await judge('one');
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }
}
