// Somebody of the staff signs in, looks after their account, and goes again.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, withAndWithoutJavaScript, wordsOf } from '../harness/browser.mjs';
import { startDemo } from '../harness/server.mjs';
import { violations } from '../harness/axe.mjs';

// One of its own: what is changed of an account here is nobody else's business.
let browser, server;
before(async () => {
  [browser, server] = await Promise.all([openBrowser(), startDemo()]);
}, { timeout: 3 * 60_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const REP = 'June Abara';
const MANAGER = 'Mara Lindqvist';
const ADMIN = 'Ada Voss';

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const field = (page, label) => page.getByLabel(label, { exact: true });

/** A page of somebody signed in with one of the demo's ready accounts. */
async function signedIn(name, path, options) {
  const page = await openPage(browser, `${server.url}/sign-in?to=${path}`, options);
  await press(page, `Sign in as ${name}`);
  return page;
}

/** The code that an authenticator app shows now (RFC 6238). */
function codeOf(seed, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...seed].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

withAndWithoutJavaScript('I sign in with a ready account, and out again', async (_, options) => {
  const page = await signedIn(REP, '/account', options);
  assert.equal(new URL(page.url()).pathname, '/account');
  assert.match(await wordsOf(page, 'header'), /June Abara \(Rep\)/);
  assert.match(await wordsOf(page), /Juniper & Vale/);
  assert.equal(await page.getByRole('link', { name: 'Settings' }).count(), 0);
  const [cookie] = await page.context().cookies();
  const { name, httpOnly, secure, sameSite, path } = cookie;
  // On this machine there is no HTTPS, and Safari keeps no cookie that asks for it.
  assert.deepEqual(
    { name, httpOnly, secure, sameSite, path },
    { name: 'doorstep-near', httpOnly: true, secure: false, sameSite: 'Lax', path: '/' },
  );
  await press(page, 'Sign out');
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await page.goto(`${server.url}/account`);
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('a wrong password says what to do, and leads on once it is right', async (_, options) => {
  const page = await openPage(browser, `${server.url}/sign-in?to=/account`, options);
  await field(page, 'E-mail address').fill('mara@demo.example');
  await field(page, 'Password').fill('surely not this');
  await press(page, 'Sign in');
  assert.match(await page.locator('[data-part=problem]').innerText(), /do not belong together/);
  await field(page, 'E-mail address').fill('mara@demo.example');
  await field(page, 'Password').fill('ready for everybody');
  await press(page, 'Sign in');
  assert.match(await wordsOf(page, 'header'), /Mara Lindqvist \(Manager\)/);
  await page.context().close();
});

test('I set up a second factor, and sign in with it', async () => {
  const page = await signedIn(MANAGER, '/account');
  await page.getByRole('link', { name: 'Set it up' }).click();
  const seed = (await page.locator('[data-part=seed]').innerText()).replaceAll(' ', '');
  const address = await page.locator('[data-part=address]').getAttribute('href');
  assert.match(address, new RegExp(`^otpauth://totp/[^?]+\\?secret=${seed}&issuer=`));
  assert.equal(await page.getByRole('img', { name: /seed of your second factor/ }).count(), 1);
  await field(page, 'Code').fill(codeOf(seed));
  await field(page, 'Your present password').fill('ready for everybody');
  await press(page, 'Turn it on');
  const codes = await page.locator('[data-part=codes] li').allInnerTexts();
  assert.equal(codes.length, 10);
  await page.getByRole('link', { name: /I have kept them/ }).click();
  assert.match(await wordsOf(page, '[data-part=second-factor]'), /10 recovery codes are left/);
  await press(page, 'Sign out');

  await page.goto(`${server.url}/sign-in?to=/account`);
  await press(page, `Sign in as ${MANAGER}`);
  await field(page, 'Code').fill('000000');
  await press(page, 'Go on');
  assert.match(await page.locator('[data-part=problem]').innerText(), /not right, or was used before/);
  // The next one: the one that proved the seed is used up.
  await field(page, 'Code').fill(codeOf(seed, Date.now() + 30_000));
  await press(page, 'Go on');
  assert.equal(new URL(page.url()).pathname, '/account');
  await press(page, 'Sign out');

  await page.goto(`${server.url}/sign-in?to=/account`);
  await press(page, `Sign in as ${MANAGER}`);
  await field(page, 'Code').fill(codes[0]);
  await press(page, 'Go on');
  assert.match(await wordsOf(page, '[data-part=second-factor]'), /9 recovery codes are left/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

withAndWithoutJavaScript('an admin invites somebody, who chooses a password', async (_, options) => {
  const page = await signedIn(ADMIN, '/settings/staff', options);
  const email = options.javaScriptEnabled ? 'nora@demo.example' : 'nils@demo.example';
  const invite = page.locator('[data-part=invite]');
  await invite.getByLabel('E-mail address').fill(email);
  await invite.getByLabel('Name').fill('Nora New');
  await invite.getByLabel('Ridgeline Supply').check();
  await press(page, 'Make the invitation');
  const link = await page.locator('[data-part=link] code').innerText();
  const newcomer = await openPage(browser, link, options);
  assert.match(await wordsOf(newcomer, 'h1'), /Welcome/);
  await field(newcomer, 'Password').fill('a few words of my own');
  await field(newcomer, 'The same password again').fill('a few words of my own');
  await press(newcomer, 'Set the password');
  assert.match(await wordsOf(newcomer), /Your password is set/);
  await newcomer.goto(link);
  assert.match(await wordsOf(newcomer), /works no more/);
  await newcomer.goto(`${server.url}/sign-in?to=/account`);
  await field(newcomer, 'E-mail address').fill(email);
  await field(newcomer, 'Password').fill('a few words of my own');
  await press(newcomer, 'Sign in');
  assert.match(await wordsOf(newcomer), /Ridgeline Supply/);
  await page.getByRole('link', { name: 'Audit trail' }).click();
  assert.match(await wordsOf(page, '.trail'), /Ada Voss Person invited/);
  assert.deepEqual([...page.problems, ...newcomer.problems], []);
  await newcomer.context().close();
  await page.context().close();
});

const PAGES = ['/account', '/settings', '/settings/staff', '/settings/audit', '/sign-in/second-factor'];

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 768, 1440]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const look = { viewport: { width, height: 900 }, colorScheme };
      const out = await openPage(browser, `${server.url}/sign-in`, look);
      const page = await signedIn(ADMIN, '/account', look);
      const judge = async (judged, what) => {
        assert.deepEqual(await violations(judged), [], what);
        const overflow = await judged.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${what}: ${overflow} px stick out to the side`);
        const small = await judged.locator('button:visible, summary:visible, input:not([type=checkbox]):visible, select:visible')
          .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
        assert.deepEqual(small, [], what);
      };
      await judge(out, '/sign-in');
      for (const path of PAGES) {
        await page.goto(`${server.url}${path}`);
        for (const summary of await page.locator('summary:visible').all()) await summary.click();
        await judge(page, path);
      }
      assert.deepEqual([...page.problems, ...out.problems], []);
      await page.context().close();
      await out.context().close();
    });
  }
}
