import { expect, it } from 'vitest';
import { WayClosed } from './failure.mjs';
import { engineEnvironment, testEngine } from './self-test.mjs';

it('passes with the engine that is in place', async () => {
  const { tensorflow } = await testEngine({});
  expect(tensorflow).toMatch(/^2\.\d+\.\d+$/);
});

it('fails, as a way that is closed, when the engine cannot be loaded', async () => {
  // A preloaded library that does not exist is only complained about; an unreadable options file ends Node at once.
  await expect(testEngine({ NODE_OPTIONS: '--require=/nonexistent.cjs' })).rejects.toBeInstanceOf(WayClosed);
});

it('puts library folders before the ones that are there, once', () => {
  const once = engineEnvironment({ LD_LIBRARY_PATH: '/cuda' }, { LD_LIBRARY_PATH: '/mine' });
  expect(once.LD_LIBRARY_PATH).toBe('/cuda:/mine');
  expect(engineEnvironment({ LD_LIBRARY_PATH: '/cuda' }, once).LD_LIBRARY_PATH).toBe('/cuda:/mine');
});

it('lets the user’s own settings stand', () => {
  const { TF_CPP_MIN_LOG_LEVEL, TF_FORCE_GPU_ALLOW_GROWTH } = engineEnvironment(
    {},
    { TF_CPP_MIN_LOG_LEVEL: '0' },
  );
  expect(TF_CPP_MIN_LOG_LEVEL).toBe('0');
  expect(TF_FORCE_GPU_ALLOW_GROWTH).toBe('true');
});
