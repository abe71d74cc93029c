import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Random numbers that are the same for the same seed, so that a file that fails can be made again. Source: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

/** Values that programs stumble over, put in the place of good ones. */
const nasty: readonly (() => unknown)[] = [
  () => null,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => '',
  () => '../../../../etc/passwd',
  () => 'C:\\Windows\\System32',
  () => 'x'.repeat(100_000),
  () => `=${'('.repeat(500)}1`,
  () => `=${'9*'.repeat(400)}9`,
  () => '=constructor.constructor("return process")()',
  () => '=filters * filters * filters',
  () => '\u0000\u202e\ud800',
  () => [],
  () => Array.from({ length: 5_000 }, (_none, index) => index),
  () => ({}),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => nest(40),
  () => true,
  () => 'block:block:block',
];

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The texts of all presets: what a stranger's file is most likely made from. */
export function readSeeds(presets: string): readonly string[] {
  return readdirSync(presets)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(presets, name), 'utf8'));
}

/** A file as chance or malice makes it from a good one: bytes or values changed. The same for the same seed. */
export function fuzzFile(seeds: readonly string[], seed: number): Buffer {
  const random = createRandom(seed);
  const text = pick(seeds, random);
  const bytes = random() < 0.4 ? fuzzBytes(Buffer.from(text), random) : Buffer.from(fuzzValues(text, random));
  return random() < 0.05 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}

function fuzzBytes(bytes: Buffer, random: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let change = 0; change <= random() * 6; change += 1) {
    const at = Math.floor(random() * result.length);
    const length = Math.floor(random() * 40);
    const kind = random();
    if (kind < 0.4) result[at] = Math.floor(random() * 256);
    else if (kind < 0.6) result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)]);
    else if (kind < 0.8)
      result = Buffer.concat([result.subarray(0, at), result.subarray(at, at + length), result.subarray(at)]);
    else
      result = Buffer.concat([
        result.subarray(0, at),
        Buffer.from('[{"'.repeat(length)),
        result.subarray(at),
      ]);
  }
  return result;
}

function fuzzValues(text: string, random: Random): string {
  const json: unknown = JSON.parse(text);
  for (let change = 0; change <= random() * 5; change += 1) changeOne(json, random);
  return JSON.stringify(json);
}

/** Walks to a random place and changes what is there: another value, a copy of a neighbor, a new field, nothing at all. */
function changeOne(json: unknown, random: Random): void {
  let place = json;
  for (let depth = 0; depth < 12; depth += 1) {
    if (typeof place !== 'object' || place === null) return;
    const fields = place as Record<string, unknown>;
    const keys = Object.keys(fields);
    const key = pick(keys, random);
    const child = key === undefined ? undefined : fields[key];
    if (key !== undefined && typeof child === 'object' && child !== null && random() < 0.8) {
      place = child;
      continue;
    }
    const name = key ?? 'field';
    const kind = random();
    if (kind < 0.5) fields[name] = pick(nasty, random)();
    else if (kind < 0.65) delete fields[name];
    else if (kind < 0.8) fields[name] = fields[pick(keys, random) ?? name];
    else if (Array.isArray(place)) place.push(...place.slice(0, 50));
    else fields[`${name}${Math.floor(random() * 10)}`] = pick(nasty, random)();
    return;
  }
}

function pick<T>(list: readonly T[], random: Random): T {
  // An empty list gives undefined, which the callers that can meet one look for.
  return list[Math.floor(random() * list.length)] as T;
}
