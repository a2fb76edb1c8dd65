// A server of its own with one order in every state a shopper can meet, sent
// through the JSON door as a shop and its carriers would.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, start } from './server.mjs';

const file = JSON.parse(readFileSync(new URL('../states.json', import.meta.url), 'utf8'));

/** Words of the buyer that no page may show. */
export const PRIVATE = file.private;

/** The shop fronts of the demo. */
const FRONTS = fileURLToPath(new URL('../../server/src/demo/brands', import.meta.url));
export const BRANDS = ['juniper', 'ridgeline'];

/** Starts it and gives { url, states: [{ name, headline, address }], stop };
 * everything is sold by one of the two. `more` is what every order says
 * besides, its `locale` for instance. */
export async function startStates({ front = process.env.DOORSTEP_STATES_BRAND ?? BRANDS[0], more = {} } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'doorstep-states-'));
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${path.join(folder, 'states.sqlite')}`,
    DOORSTEP_LISTEN: '127.0.0.1:0',
  };
  const server = await start(['serve'], env);
  const command = (...args) => execFileSync(binary, args, { env, encoding: 'utf8' });
  const brands = path.join(folder, 'brands');
  cpSync(FRONTS, brands, { recursive: true });
  const brand = path.join(brands, `${front}.toml`);
  const values = readFileSync(brand, 'utf8').replace(/^default = .*\n/m, '');
  writeFileSync(brand, `default = true\n${values}`);
  command('brand', 'set', brand);
  const connection = command('connection', 'add', '--source', 'json').match(/con_\w+/)[0];
  const key = command('key', 'add', connection).match(/dsk_\w+/)[0];
  const send = (part, items) => sendTo(server.url, key, part, items);
  const states = [];
  for (const state of read(values)) {
    const [{ tracking_path: own }] = await send('orders', [{ ...state.order, ...more }]);
    await send('shipments', state.shipments);
    await send('scans', state.scans);
    states.push({ ...state, address: new URL(own, server.url).href });
  }
  return {
    url: server.url,
    states,
    send,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function sendTo(url, key, part, items) {
  if (items.length === 0) return [];
  const answer = await fetch(`${url}/api/v1/${part}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(items.map(timed)),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors"')) throw new Error(`${part}: ${answer.status} ${text}`);
  return JSON.parse(text).results;
}

/** The states of the file, each with its order, shipments and scans whole, and
 * its headline in the words the brand has chosen. */
function read(brand) {
  const own = Object.fromEntries([...brand.matchAll(/^"(headline\.\w+)" = "(.*)"$/gm)].map(([, key, words]) => [key, words]));
  const told = file.states.flatMap((state) =>
    (state.each ?? [undefined]).map((reason) => ({ ...state, reason })));
  return told.map((state, index) => {
    const name = [state.name, state.reason].filter(Boolean).join('-');
    const shipments = (state.shipments ?? []).map((shipment, at) => ({
      ...(shipment.carrier ? { number: `1Z99999900${String(index).padStart(8, '0')}` } : {}),
      ...shipment,
      order_id: name,
      id: `${name}-${shipment.id ?? at}`,
    }));
    const scans = (state.scans ?? []).map((scan) => ({
      carrier: shipments[0].carrier,
      number: shipments[0].number,
      ...(state.reason && scan.status === 'exception' ? { reason: state.reason } : {}),
      ...scan,
    }));
    const order = { id: name, number: String(2001 + index), ...file.order, ...state.order };
    const headline = own[file.headlines[state.headline]] ?? state.headline;
    return { name, headline, order, shipments, scans };
  });
}

/** Days where the orders go. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });

/** Puts times in the place of "@-26h", "@local-26h" and "@day+2". */
export function timed(value) {
  if (Array.isArray(value)) return value.map(timed);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, timed(one)]));
  }
  const [, kind, count] = (typeof value === 'string' && value.match(/^@(day|local)?([+-]\d+)h?$/)) || [];
  if (count === undefined) return value;
  const hours = kind === 'day' ? Number(count) * 24 : Number(count);
  const moment = new Date(Date.now() + hours * 3_600_000);
  if (kind === 'day') return DAY.format(moment);
  const text = moment.toISOString();
  return kind === 'local' ? text.slice(0, 19) : text;
}
