import { fileURLToPath } from 'node:url';
import { WayClosed } from './failure.mjs';
import { lastLines, run } from './run-command.mjs';

/**
 * @typedef {object} SelfTestResult
 * @property {string} tensorflow its version, as the library says it
 * @property {boolean} usesGpu
 */

const script = fileURLToPath(new URL('self-test-engine.mjs', import.meta.url));

/**
 * Computes convolutions and their gradients with the engine that is in place and compares them with plain JavaScript.
 * @param {Record<string, string>} environment what the engine needs, from its library
 * @returns {Promise<SelfTestResult>}
 * @throws {WayClosed} when the engine does not load or computes wrongly
 */
export async function testEngine(environment) {
  const result = await run(process.execPath, [script], {
    env: engineEnvironment(environment),
    // The first load reads a gigabyte; a card that is new to TensorFlow makes it compile its kernels.
    timeoutSeconds: 300,
  });
  if (result.timedOut) throw new WayClosed('the self-test did not end within five minutes');
  const line = result.output.trim().split('\n').at(-1) ?? '';
  if (result.code !== 0 || !line.startsWith('{')) {
    throw new WayClosed(`the self-test ended with code ${result.code}: ${lastLines(result, 1)}`);
  }
  const { tensorflow, usesGpu, error } = JSON.parse(line);
  if (error) throw new WayClosed(`the self-test failed in TensorFlow ${tensorflow}: ${error}`);
  return { tensorflow, usesGpu };
}

/**
 * The environment of a process that loads the engine. `PATH`-like values go before what is there.
 * @param {Record<string, string>} additions
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function engineEnvironment(additions, environment = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const result = { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true', ...environment };
  for (const [name, value] of Object.entries(additions)) {
    const present = environment[name];
    if (!present) result[name] = value;
    else if (name.endsWith('PATH'))
      result[name] = present.split(':').includes(value) ? present : `${value}:${present}`;
  }
  return result;
}
