import { expect, it } from 'vitest';
import { joinPath, lastSegment, parentPath } from './node-path';

it.each([
  ['', 'conv1'],
  ['stage2', 'conv1'],
  ['stage2/residual1', 'conv1'],
])('puts %j and %j together, and takes them apart', (outer, id) => {
  const path = joinPath(outer, id);
  expect(parentPath(path)).toBe(outer);
  expect(lastSegment(path)).toBe(id);
});
