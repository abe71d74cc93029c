import { expect, it } from 'vitest';
import { compareLockfiles } from './npm-packages.mjs';

const zod = { version: '4.0.0', integrity: 'sha512-a' };
const react = { version: '19.0.0', integrity: 'sha512-b' };

it('is content when everything locked is installed', () => {
  const lock = {
    packages: { '': { version: '1.0.0' }, 'node_modules/zod': zod, 'node_modules/react': react },
  };
  expect(
    compareLockfiles(lock, { packages: { 'node_modules/zod': zod, 'node_modules/react': react } }),
  ).toBeNull();
});

it('names a package that is missing', () => {
  const lock = { packages: { 'node_modules/zod': zod, 'node_modules/@base-ui/react': react } };
  expect(compareLockfiles(lock, { packages: { 'node_modules/zod': zod } })).toBe('@base-ui/react is missing');
});

it('names a package of another version', () => {
  const lock = { packages: { 'node_modules/a/node_modules/zod': { ...zod, version: '4.1.0' } } };
  expect(compareLockfiles(lock, { packages: { 'node_modules/a/node_modules/zod': zod } })).toBe(
    'zod is 4.0.0, locked is 4.1.0',
  );
});

it('notices other content under the same version', () => {
  const lock = { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } } };
  expect(compareLockfiles(lock, { packages: { 'node_modules/zod': zod } })).not.toBeNull();
});

it('does not miss optional packages of other platforms', () => {
  const lock = { packages: { 'node_modules/fsevents': { version: '2.0.0', optional: true } } };
  expect(compareLockfiles(lock, { packages: {} })).toBeNull();
});
