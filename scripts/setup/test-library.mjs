import { capabilityLabels } from '../../src/main/trainer/engine/probe-capabilities.mjs';
import { WayClosed } from './failure.mjs';
import { testEngine } from './self-test.mjs';
import { announce, note } from './terminal.mjs';

/** @typedef {Pick<import('./state.mjs').EngineState, 'tensorflow' | 'usesGpu' | 'capabilities' | 'environment'>} LibraryTest */

/**
 * Tests the engine in place. One that computes wrongly with oneDNN's kernels may be right with TensorFlow's own.
 * @param {Record<string, string>} environment what the engine needs
 * @returns {Promise<LibraryTest>} its `environment` may name more than was given
 * @throws {WayClosed} when no number can be relied on
 */
export async function testLibrary(environment) {
  const withoutOneDnn = { ...environment, NETLOOM_ONEDNN: 'off' };
  try {
    return await testAndAnnounce(environment);
  } catch (error) {
    if (!(error instanceof WayClosed)) throw error;
    announce('Self-test', `${error.message}; trying without oneDNN, which is slower`);
    // The first reason is the one to report: without oneDNN, a library that does not load fails in the same way.
    return await testAndAnnounce(withoutOneDnn).catch(() => Promise.reject(error));
  }
}

/** @param {Record<string, string>} environment */
async function testAndAnnounce(environment) {
  const { tensorflow, usesGpu, capabilities } = await testEngine(environment);
  const device = usesGpu ? 'GPU' : 'CPU';
  announce(
    'Self-test',
    `convolutions and their gradients are right with TensorFlow ${tensorflow} on the ${device}`,
  );
  if (capabilities.missing.length > 0) {
    const missing = capabilities.missing.map((name) => capabilityLabels[name]).join(', ');
    note(`it has no ${missing} on this processor: networks that use it are computed in another way`);
  }
  // Whoever has a card may still train on the processor.
  const onProcessor = usesGpu ? await testEngine({ ...environment, CUDA_VISIBLE_DEVICES: '-1' }) : null;
  return {
    ...{ tensorflow, usesGpu, environment },
    capabilities: [capabilities, ...(onProcessor === null ? [] : [onProcessor.capabilities])],
  };
}
