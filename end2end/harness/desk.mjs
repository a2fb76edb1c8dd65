// A server of its own with staff of two brands, whose orders are placed and
// moved through the JSON door as shops and carriers would.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { binary, start } from './server.mjs';
import { timed } from './states.mjs';

const BRANDS = fileURLToPath(new URL('../../server/src/demo/brands', import.meta.url));
const PASSWORD = 'a few words of my own';

/** Who works here. */
export const STAFF = {
  ada: { name: 'Ada Brook', role: 'rep', brands: ['shop'] },
  grace: { name: 'Grace Lindt', role: 'rep', brands: ['shop'] },
  ridge: { name: 'Ridge Okafor', role: 'rep', brands: ['ridgeline'] },
  mara: { name: 'Mara Vale', role: 'manager', brands: [] },
  alma: { name: 'Alma Reyes', role: 'admin', brands: [] },
};

export const DESK = {
  rows: '[data-part=rows] > .row',
  links: '.row > .open',
  said: '[data-part=said]',
  counts: '[data-part=counts]',
  announcement: '[data-part=announcement]',
  owner: '.hold [data-whose]',
};

/** Starts it: { url, signIn, late, stuck, contact, ship, scan, stop }; with
 * `settings` more of its environment. */
export async function startDesk(settings = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'doorstep-desk-'));
  const env = {
    ...process.env,
    ...settings,
    DATABASE_URL: `sqlite:${path.join(folder, 'desk.sqlite')}`,
    DOORSTEP_LISTEN: '127.0.0.1:0',
  };
  const server = await start(['serve'], env);
  const command = (...args) => execFileSync(binary, args, { env, encoding: 'utf8' });
  const keys = openBrands(folder, command);
  for (const [short, { name, role, brands }] of Object.entries(STAFF)) {
    const of = brands.flatMap((brand) => ['--brand', brand]);
    const said = command('staff', 'add', `${short}@desk.example`, '--name', name, '--role', role, ...of);
    const body = new URLSearchParams({ name, password: PASSWORD, again: PASSWORD });
    const link = new URL(said.match(/\/welcome\/\w+/)[0], server.url);
    const answer = await fetch(link, { method: 'POST', body });
    if (!answer.ok) throw new Error(`${short} cannot choose a password: ${answer.status}`);
  }
  const send = (brand, part, item, more) => post(server.url, keys[brand], part, [item], more);
  return {
    url: server.url,
    send,
    ...journeys(send, (brand, body) => post(server.url, keys[brand], 'contacts', body, { 'Idempotency-Key': crypto.randomUUID() })),
    /** A page of somebody signed in. */
    signIn: async (browser, short, to = '/console', options = {}) => {
      const page = await openPage(browser, `${server.url}/sign-in?to=${encodeURIComponent(to)}`, options);
      await page.getByLabel('E-mail address', { exact: true }).fill(`${short}@desk.example`);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      return page;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Both of the demo's brands with a key each, by slug. */
function openBrands(folder, command) {
  const brands = path.join(folder, 'brands');
  cpSync(BRANDS, brands, { recursive: true });
  return Object.fromEntries(['juniper', 'ridgeline'].map((name) => {
    const file = path.join(brands, `${name}.toml`);
    command('brand', 'set', file);
    const slug = readFileSync(file, 'utf8').match(/^slug = "(.*)"$/m)[1];
    const connection = command('connection', 'add', '--source', 'json', '--brand', slug).match(/con_\w+/)[0];
    const key = command('key', 'add', connection, '--scope', 'ingest', '--scope', 'contacts:write');
    return [slug, key.match(/dsk_\w+/)[0]];
  }));
}

async function post(url, key, part, body, more = {}) {
  const answer = await fetch(`${url}/api/v1/${part}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
    body: JSON.stringify(timed(body)),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors"')) throw new Error(`${part}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

/** What can be made to happen to an order. Numbers of parcels follow from the
 * order's, so that each is told apart. */
function journeys(send, contact) {
  const parcel = (id) => `1Z9999990${[...id].map((letter) => letter.charCodeAt(0) % 10).join('').padStart(9, '0')}`;
  const order = (brand, id, placed) => send(brand, 'orders', {
    id,
    number: `#${id}`,
    placed_at: placed,
    updated_at: placed,
    email: 'ada.lang@example.com',
    first_name: 'Ada',
    last_name: 'Lang',
    ship_to: { name: 'Ada Lang', street: '12 Mill Lane', city: 'Brooklyn', region: 'NY', postal_code: '11201', country: 'US' },
    items: [{ id: '1', title: 'Trail shoe', quantity: 1 }],
  });
  const ship = (brand, id) => send(brand, 'shipments', {
    id: `${id}-1`, order_id: id, updated_at: '@-1h', packed_at: '@-1h', carrier: 'UPS', number: parcel(id),
  });
  const scan = (brand, id, status, time = '@-0h') => send(brand, 'scans', { carrier: 'UPS', number: parcel(id), status, time });
  return {
    ship,
    scan,
    /** One that nobody has told of trouble yet. */
    fresh: (brand, id) => order(brand, id, '@-1h'),
    /** One that the shop should have shipped long ago. */
    late: (brand, id) => order(brand, id, '@-240h'),
    /** One whose parcel no scan tells of any more. */
    stuck: async (brand, id) => {
      await order(brand, id, '@-230h');
      await send(brand, 'shipments', { id: `${id}-1`, order_id: id, updated_at: '@-220h', packed_at: '@-220h', carrier: 'UPS', number: parcel(id) });
      await scan(brand, id, 'in_transit', '@-200h');
    },
    /** A shopper's word, handed on by a help desk. */
    contact: (brand, id, topic, text) => contact(brand, { order: `#${id}`, topic, text }),
  };
}
