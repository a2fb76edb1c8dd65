// Whoever runs the shop sees which mails wait and which were given up, with
// the reason, and sends them once more.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../harness/axe.mjs';
import { eventually, openBrowser, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDesk } from '../harness/desk.mjs';
import { startMail } from '../harness/mail.mjs';

let browser, desk, mail;
before(async () => {
  mail = await startMail();
  [browser, desk] = await Promise.all([openBrowser(), startDesk(mail.env)]);
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await desk?.stop();
  mail?.stop();
});

const OUTBOX = '/settings/outbox';
const REFUSED = '550 5.1.1 <ada.lang@example.com>: no such user';
const soon = (what, attempt) => eventually(what, attempt, 30_000);

/** A rep replies about an order of its own. */
async function reply(id, words) {
  await desk.late('shop', id);
  const page = await desk.signIn(browser, 'ada', '/console', { viewport: { width: 1440, height: 900 } });
  await page.locator('.row', { has: page.locator('.number', { hasText: `#${id}` }) }).locator('.open').click();
  await page.locator('[data-page=order]').waitFor();
  await page.goto(`${page.url()}?draft=late`);
  await page.locator('#reply-subject').fill('About your order');
  await page.locator('#reply-body').fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('[data-part=thread]').getByText(words).waitFor();
  return page;
}

withAndWithoutJavaScript('what the mail server refuses is given up, and goes out when I send it again', async (_, options) => {
  const id = options.javaScriptEnabled ? 'M1' : 'M2';
  const words = `It leaves today: ${id}.`;
  mail.refuse(REFUSED);
  const rep = await reply(id, words);
  const page = await desk.signIn(browser, 'alma', OUTBOX, options);
  const given = page.locator('[data-part=dead] li', { hasText: `#${id}` });
  await soon('it is given up', async () => {
    await page.reload();
    return (await given.count()) === 1;
  });
  assert.match(await given.innerText(), /Given up .* after 1 try: 550 5\.1\.1 \(address\) no such user/);
  assert.doesNotMatch(await page.content(), /ada\.lang@/, 'whose it is stands with the order alone');
  await soon('the rep sees it too', async () => (await rep.locator('[data-part=messages] [data-outcome=failed]').count()) === 1);

  mail.refuse();
  await given.getByRole('button', { name: 'Send again' }).click();
  await page.locator('[data-part=replayed]').waitFor();
  await soon('it has gone out', async () => mail.letters.some((letter) => letter.includes(words)));
  await soon('the rep sees that', async () => (await rep.locator('[data-part=messages] [data-outcome=sent]').count()) === 1);
  await page.goto(`${desk.url}${OUTBOX}`);
  assert.equal(await given.count(), 0);
  assert.equal(mail.letters.filter((letter) => letter.includes(words)).length, 1, 'once');
  assert.deepEqual([...page.problems, ...rep.problems], []);
  await page.context().close();
  await rep.context().close();
});

test('what the mail server cannot take now is queued, and says until when', async () => {
  mail.refuse('451 4.7.1 busy, come back later');
  const rep = await reply('M3', 'We have asked UPS.');
  const page = await desk.signIn(browser, 'alma', OUTBOX);
  const waits = page.locator('[data-part=waiting] li', { hasText: '#M3' });
  await soon('it waits', async () => {
    await page.reload();
    return /Queued, tried again .*451/.test(await waits.innerText());
  });
  assert.equal(await waits.getByRole('button').count(), 0, 'it goes out by itself');
  assert.equal(await page.locator('[data-part=dead]').count(), 0);
  await page.context().close();
  await rep.context().close();
});

test('axe finds nothing on the outbox', async () => {
  mail.refuse(REFUSED);
  const rep = await reply('M4', 'It is on its way.');
  await rep.context().close();
  for (const colorScheme of ['light', 'dark']) {
    const page = await desk.signIn(browser, 'alma', OUTBOX, { colorScheme });
    await soon('one is given up', async () => {
      await page.reload();
      return (await page.locator('[data-part=dead] li').count()) > 0;
    });
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(page), [], `${width} px, ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px stick out to the side`);
    }
    assert.match(await wordsOf(page, '[data-page=outbox]'), /Given up/);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});
