import { expect, it } from 'vitest';
import { instructionsOf } from './processor';

it('knows a processor’s widest vectors by the features that the system lists', () => {
  expect(instructionsOf('flags : sse4_1 avx2 avx512f avx512_bf16', 'x64')).toBe('avx512');
  expect(instructionsOf('flags : sse4_1 avx2', 'x64')).toBe('avx2');
  expect(instructionsOf('flags : sse4_1', 'x64')).toBe('sse');
  expect(instructionsOf('Features : fp asimd', 'arm64')).toBe('neon');
});

it('takes what is in common use where the system lists nothing', () => {
  expect(instructionsOf('', 'x64')).toBe('avx2');
  expect(instructionsOf('', 'arm64')).toBe('neon');
});
