import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { getLayer } from '../layers/registry';
import { blockName, blockType } from './block-type';

it.each(['residual', 'b', 'block:', 'block:block:x', ''])('names the block %j by a type and back', (name) => {
  expect(blockName(blockType(name))).toBe(name);
  expect(getLayer(blockType(name))).toBeUndefined();
});

it('has no block for a layer', () => {
  expect(blockName('conv2d')).toBeNull();
  expect(blockName('blockInput')).toBeNull();
});

it('is the only place that knows how such a type begins', () => {
  const source = join(import.meta.dirname, '../..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing\//.test(file),
  );
  // A text that begins with it and goes on as code: `'block:'`, `block:${name}`. Examples in comments name a block.
  const inCode = files.filter((file) =>
    /['"`^]block:(['"`$(/[])/.test(readFileSync(join(source, file), 'utf8')),
  );
  expect(inCode).toEqual(['graph-runtime/document/block-type.ts']);
});
