/** What the set-up's self-test has found out of the engine, and for which engine, processor and settings that holds. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { capabilityNames } from './probe-capabilities.mjs';

/** @typedef {import('../../../graph-runtime/ops/capabilities').Capability} Capability */

/**
 * @typedef {object} CapabilityRecord
 * @property {string} key see `capabilityKey`
 * @property {readonly Capability[]} missing
 */

/**
 * Names what capabilities depend on: the library's version, the device, the processor with its instruction sets, and the settings that
 * choose among them. What an older Netloom has found out, without one of today's capabilities, does not count.
 * @param {string} version of TensorFlow
 * @param {'cpu' | 'gpu'} device
 * @param {NodeJS.ProcessEnv} environment as the engine was loaded with
 */
export function capabilityKey(version, device, environment) {
  const settings = ['TF_ENABLE_ONEDNN_OPTS', 'ONEDNN_MAX_CPU_ISA', 'DNNL_MAX_CPU_ISA'];
  const chosen = settings.map((name) => environment[name] ?? '').join(' ');
  return createHash('sha256')
    .update([version, device, os.cpus()[0]?.model, instructionSets(), chosen, ...capabilityNames].join('\n'))
    .digest('hex');
}

/** The processor's features, where the system reports them: a virtual machine keeps its processor's name when it moves. */
function instructionSets() {
  if (process.platform !== 'linux') return '';
  try {
    return /^(flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  } catch {
    return ''; // A sandbox that hides /proc.
  }
}
