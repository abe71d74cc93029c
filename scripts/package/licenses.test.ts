import { expect, it } from 'vitest';
import { importedPackages, npmLicenses } from './licenses.mjs';

it('finds what the sources import, not what only tests and tools use', () => {
  const packages = importedPackages();
  for (const name of ['react', '@xyflow/react', 'zustand', 'zod', 'elkjs', '@tensorflow/tfjs-node-gpu'])
    expect(packages).toContain(name);
  for (const name of ['vitest', 'fast-check', 'electron', '@playwright/test'])
    expect(packages).not.toContain(name);
});

it('names the license of each, and of what it depends on in turn', () => {
  const text = npmLicenses();
  expect(text).toMatch(/^react [\d.]+ \(MIT\)$/m);
  expect(text).toMatch(/^@tensorflow\/tfjs-core [\d.]+ \(Apache-2\.0\)$/m);
  // React Flow draws with it.
  expect(text).toMatch(/^d3-zoom [\d.]+ \(ISC\)$/m);
  expect(text).toContain('Permission is hereby granted');
  // What was compiled to WebAssembly is in their packages.
  expect(text).toContain('Independent JPEG Group');
});
