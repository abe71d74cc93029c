/**
 * Run in its own process by `self-test.mjs`, since a native library that does not fit ends its process. Computes products and
 * convolutions with TensorFlow's kernels and in plain JavaScript, and compares; then finds out which capabilities the build has on
 * this processor. Arguments: capabilities not to try, because the process ended as they were tried. Writes lines of JSON: what is
 * tried next, and at last the report.
 */
import { createRequire } from 'node:module';
import util from 'node:util';
import { capabilityKey } from '../../src/main/trainer/engine/capability-record.mjs';
import { applyEngineEnvironment } from '../../src/main/trainer/engine/environment.mjs';
import {
  capabilityNames,
  checkEssentials,
  hasCapability,
} from '../../src/main/trainer/engine/probe-capabilities.mjs';

// tfjs 4.22 calls both; Node 23 dropped them.
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value == null,
  isArray: Array.isArray,
});

applyEngineEnvironment(process.env);
const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');
const { binding, isUsingGpuDevice } = tf.backend();
const usesGpu = Boolean(isUsingGpuDevice);
const untried = process.argv.slice(2);

const report = {
  tensorflow: binding.TF_Version,
  usesGpu,
  key: capabilityKey(binding.TF_Version, usesGpu ? 'gpu' : 'cpu', process.env),
  /** @type {string[]} */
  missing: [],
  error: '',
};
try {
  checkEssentials(binding, usesGpu);
  report.missing = capabilityNames.filter((name) => untried.includes(name) || !probe(name));
} catch (error) {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  // TensorFlow's own words follow a line with the number of its status.
  const said = lines.find((line) => line.startsWith('Message: '))?.slice('Message: '.length);
  report.error = (said ?? lines[0] ?? '').slice(0, 200);
}
writeLine(report);

/** @param {import('../../src/main/trainer/engine/probe-capabilities.mjs').Capability} name */
function probe(name) {
  writeLine({ trying: name });
  return hasCapability(binding, usesGpu, name);
}

/** On its own line, whatever the library has printed before. @param {unknown} value */
function writeLine(value) {
  process.stdout.write(`\n${JSON.stringify(value)}\n`);
}
