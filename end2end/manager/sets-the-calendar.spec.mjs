// Whoever runs the shop says on which days it packs and its carriers deliver,
// is told what cannot be read, and loses nothing of a colleague's.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';
import { violations } from '../harness/axe.mjs';

// One of its own: nobody else's days change.
let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const PAGE = '/settings/brand/shop/calendar';
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function signedIn(path, options) {
  const page = await openPage(browser, `${server.url}/sign-in?to=${path}`, options);
  await press(page, 'Sign in as Ada Voss');
  return page;
}

withAndWithoutJavaScript('I set the days of a warehouse and of a carrier', async (_, options) => {
  const page = await signedIn('/settings', options);
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  assert.equal(new URL(page.url()).pathname, PAGE);
  const other = await signedIn(PAGE, options);
  await page.getByLabel('Warehouses', { exact: true }).fill('Newark: daily');
  await press(page, 'Save');
  assert.match(await wordsOf(page, '[role=alert]'), /Newark: daily says no days of a warehouse/);
  assert.equal(await page.getByLabel('Warehouses', { exact: true }).inputValue(), 'Newark: daily');
  if (options.javaScriptEnabled) assert.deepEqual(await violations(page), []);
  const days = options.javaScriptEnabled ? 'mon-sat' : 'mon-fri';
  await page.getByLabel('Warehouses', { exact: true }).fill(`Newark: ${days}, 16:00`);
  await page.getByLabel("Carriers' days").fill('UPS US: mon-sun');
  await press(page, 'Save');
  assert.match(await wordsOf(page, '[role=status]'), /Saved/);
  assert.equal(await page.getByLabel('Warehouses', { exact: true }).inputValue(), `Newark: ${days}, 16:00`);
  // A colleague began before that.
  await other.getByLabel('Days on which you pack').fill('tue-sat');
  await press(other, 'Save');
  assert.match(await wordsOf(other, '[data-part=changed]'), new RegExp(`Newark: ${days}`));
  assert.equal(await other.getByLabel('Days on which you pack').inputValue(), 'tue-sat');
  if (options.javaScriptEnabled) assert.deepEqual(await violations(other), []);
  for (const one of [page, other]) {
    assert.deepEqual(one.problems, []);
    await one.context().close();
  }
});
