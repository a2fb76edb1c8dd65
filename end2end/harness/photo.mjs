// Photos as a telephone sends them, and files that only look like one.

import { crc32, deflateSync } from 'node:zlib';

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32 ? crc32(body) : sum(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};

/** The sum of a PNG's chunk, where Node does not know it yet. */
function sum(bytes) {
  let value = -1;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
  }
  return ~value >>> 0;
}

/** A small grey photo. */
export function photo() {
  const head = Buffer.from([0, 0, 0, 40, 0, 0, 0, 40, 8, 0, 0, 0, 0]);
  const lines = Buffer.alloc(40 * 41, 0x80);
  for (let line = 0; line < 40; line += 1) lines[line * 41] = 0;
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** A file to be chosen in a form. */
export const file = (name, buffer) => ({ name, mimeType: 'image/png', buffer });
