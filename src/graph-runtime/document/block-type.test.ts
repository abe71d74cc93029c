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
