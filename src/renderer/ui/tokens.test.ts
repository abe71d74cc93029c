import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Set by the libraries that place popups. */
const OF_LIBRARIES = ['--anchor-width', '--available-height', '--available-width'];

// What no property is set for is drawn not at all, without a word anywhere: the derivative of activation functions once was.
it('every custom property that a style uses is set somewhere', () => {
  const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(css|tsx?)$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  const set = new Set(OF_LIBRARIES);
  const used = new Set<string>();
  for (const source of sources) {
    for (const [, name = ''] of source.matchAll(/(?<![\w(-])['"]?(--[a-z0-9-]+)['"]?\]?:/g)) set.add(name);
    for (const [, name = ''] of source.matchAll(/var\(\s*(--[a-z0-9-]+)(?![a-z0-9-]|\$)/g)) used.add(name);
  }
  expect(used.size).toBeGreaterThan(100);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
});
