// Somebody who ordered in German or Spanish reads all of it in that language,
// on a small phone, and its longer words stay within the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startStates } from '../harness/states.mjs';
import { PART } from '../harness/tracking.mjs';

const PHONE = { width: 360, height: 640 };

/** What each language says on a page of any state, and what it never does. */
const LANGUAGES = {
  de: {
    locale: 'de-AT',
    heading: 'Was Sie tun sollten',
    moving: /^Unterwegs$/,
    date: /(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag), \d{1,2}\. \p{Lu}\p{L}+/u,
    home: 'Wo ist meine Bestellung?',
    lost: 'Wir konnten diese Bestellung nicht finden',
    report: 'Etwas stimmt nicht',
    asks: 'Was stimmt nicht?',
  },
  es: {
    locale: 'es-MX',
    heading: 'Qué debe hacer usted',
    moving: /^En camino$/,
    date: /(lunes|martes|miércoles|jueves|viernes|sábado|domingo) \d{1,2} de \p{Ll}+/u,
    home: '¿Dónde está mi pedido?',
    lost: 'No pudimos encontrar este pedido',
    report: 'Algo va mal',
    asks: '¿Qué va mal?',
  },
};

/** English that would show on most pages, were a word forgotten. */
const ENGLISH = /\b(the|your|parcel|carrier|expected|arriving|today|tomorrow|order|nothing)\b/i;

let browser;
const servers = {};
before(async () => {
  browser = await openBrowser();
  for (const [language, { locale }] of Object.entries(LANGUAGES)) servers[language] = await startStates({ more: { locale } });
}, { timeout: 4 * 60_000 });
after(async () => {
  await browser?.close();
  await Promise.all(Object.values(servers).map((server) => server.stop()));
});

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

for (const [language, words] of Object.entries(LANGUAGES)) {
  withAndWithoutJavaScript(`every state speaks ${language} and fits a small phone`, async (_, options) => {
    const { url, states } = servers[language];
    const page = await openPage(browser, url, { ...options, viewport: PHONE });
    let dated = 0;
    for (const { name, address } of states) {
      await page.goto(address, { waitUntil: 'load' });
      assert.equal(await page.locator('html').getAttribute('lang'), language, name);
      assert.ok((await overflow(page)) <= 0, `${name} sticks out to the side`);
      for (const parcel of await page.locator(PART.parcels).all()) {
        for (const part of ['happened', 'next', 'act']) {
          const said = (await wordsOf(parcel, PART[part])).replaceAll('DHL Express', '');
          assert.doesNotMatch(said, ENGLISH, `${name}: ${part}`);
        }
      }
      if (name === 'on-its-way') assert.match(await wordsOf(page, PART.headline), words.moving);
      if (words.date.test(await wordsOf(page))) dated += 1;
    }
    assert.ok(dated > states.length / 2, `${dated} of ${states.length} pages name a day`);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test(`the pages around an order speak ${language}`, async () => {
    const { url, states } = servers[language];
    const moving = states.find(({ name }) => name === 'on-its-way') ?? states[0];
    const page = await openPage(browser, moving.address, { viewport: PHONE, locale: 'en-GB' });
    const said = await wordsOf(page, 'body');
    assert.ok(said.includes(words.heading), said);
    await page.getByRole('link', { name: words.report }).first().click();
    await page.waitForLoadState('load');
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    assert.ok((await wordsOf(page, 'body')).includes(words.asks));
    assert.ok((await overflow(page)) <= 0, 'the report sticks out to the side');
    await page.context().close();
    // Without an order it is the browser that says which language.
    const reader = await openPage(browser, url, { viewport: PHONE, locale: words.locale });
    assert.equal(await wordsOf(reader, 'h1'), words.home);
    assert.ok((await overflow(reader)) <= 0, 'the home page sticks out to the side');
    await reader.goto(`${url}/t/${'0'.repeat(22)}`);
    assert.equal(await wordsOf(reader, 'h1'), words.lost);
    await reader.context().close();
  });
}
