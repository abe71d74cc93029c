import { expect, it } from 'vitest';
import { fileName } from './file-name';

it.each([
  ['/home/ada/lenet.json', 'lenet.json'],
  ['C:\\nets\\lenet.json', 'lenet.json'],
  ['lenet.json', 'lenet.json'],
  ['/a.b/網路', '網路'],
  ['', ''],
])('of %j is %j', (path, name) => {
  expect(fileName(path)).toBe(name);
});
