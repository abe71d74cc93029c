import { fileURLToPath } from 'node:url';
import { WayClosed } from './failure.mjs';
import { lastLines, run } from './run-command.mjs';

/** @typedef {import('../../src/main/trainer/engine/capability-record.mjs').CapabilityRecord} CapabilityRecord */
/** @typedef {CapabilityRecord['missing'][number]} Capability */

/**
 * @typedef {object} SelfTestResult
 * @property {string} tensorflow its version, as the library says it
 * @property {boolean} usesGpu
 * @property {CapabilityRecord} capabilities what it cannot do on this processor; networks are then lowered in another way
 */

const script = fileURLToPath(new URL('self-test-engine.mjs', import.meta.url));

/**
 * Computes products, convolutions and their gradients with the engine that is in place and compares them with plain JavaScript. Only a
 * wrong number closes the way to this engine; what it cannot do is found out and reported.
 * @param {Record<string, string>} environment what the engine needs, from its library
 * @returns {Promise<SelfTestResult>}
 * @throws {WayClosed} when the engine does not load or computes wrongly
 */
export async function testEngine(environment) {
  return testWithout([], environment);
}

/** @param {readonly Capability[]} untried they ended the process @param {Record<string, string>} environment @returns {Promise<SelfTestResult>} */
async function testWithout(untried, environment) {
  const result = await run(process.execPath, [script, ...untried], {
    env: engineEnvironment(environment),
    // The first load reads a gigabyte; a card that is new to TensorFlow makes it compile its kernels.
    timeoutSeconds: 300,
  });
  if (result.timedOut) throw new WayClosed('the self-test did not end within five minutes');
  const last = lastReport(result.output);
  // The library ended the process instead of refusing: that is something it cannot do, too.
  if (result.code !== 0 && last?.trying && !untried.includes(last.trying)) {
    return testWithout([...untried, last.trying], environment);
  }
  if (result.code !== 0 || last?.tensorflow === undefined) {
    throw new WayClosed(`the self-test ended with code ${result.code}: ${lastLines(result, 1)}`);
  }
  const { tensorflow, usesGpu, key, missing, error } = last;
  if (error) throw new WayClosed(`the self-test failed in TensorFlow ${tensorflow}: ${error}`);
  return { tensorflow, usesGpu, capabilities: { key, missing } };
}

/** The last line the self-test's process wrote itself. @param {string} output */
function lastReport(output) {
  const line = output
    .split('\n')
    .filter((text) => /^\{"(trying|tensorflow)":.*\}$/.test(text))
    .at(-1);
  return line === undefined ? null : JSON.parse(line);
}

/**
 * The environment in which the system finds the engine's libraries: `PATH`-like values go before what is there, flags after it.
 * (What the engine itself reads is defined in src/main/trainer/engine/environment.mjs, and set by the process that loads it.)
 * @param {Record<string, string>} additions
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function engineEnvironment(additions, environment = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const result = { ...environment };
  for (const [name, value] of Object.entries(additions)) {
    const present = environment[name];
    const separator = name.endsWith('PATH') ? ':' : name.endsWith('FLAGS') ? ' ' : null;
    if (!present) result[name] = value;
    else if (separator === ':' && !present.split(separator).includes(value))
      result[name] = `${value}:${present}`;
    else if (separator === ' ' && !present.includes(value)) result[name] = `${present} ${value}`;
  }
  return result;
}
