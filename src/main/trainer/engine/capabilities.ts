import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceInfo } from '../../../contract/contract';
import { ALL_CAPABILITIES, type Capabilities } from '../../../graph-runtime/ops/capabilities';
import { findResourceRoot } from '../../files/resource-root';
import { capabilityKey } from './capability-record.mjs';
import { capabilityNames, hasCapability, type OpBinding } from './probe-capabilities.mjs';

/** What the engine can do on each kind of device. */
export type DeviceCapabilities = Readonly<Record<DeviceInfo['kind'], Capabilities>>;

const NONE: Capabilities = new Set();

/** What the set-up's self-test wrote down. Capabilities it names and this code does not know are of no use. */
const setUpStateSchema = z.object({
  engine: z.object({
    capabilities: z.array(z.object({ key: z.string(), missing: z.array(z.string()) })),
  }),
});

/**
 * What the loaded engine can do. The set-up has found it out; where it has not (in a package, with other settings, on another
 * processor), the ops are tried now, which takes a tenth of a second.
 */
export function findCapabilities(
  binding: OpBinding & { readonly TF_Version: string },
  usesGpu: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): DeviceCapabilities {
  const records = readRecords();
  const recorded = (device: DeviceInfo['kind']) => {
    const missing = records.get(capabilityKey(binding.TF_Version, device, environment));
    return missing && new Set([...ALL_CAPABILITIES].filter((name) => !missing.includes(name)));
  };
  const probed = () => new Set(capabilityNames.filter((name) => hasCapability(binding, usesGpu, name)));
  // Ops cannot be tried on the processor while the engine uses a card: then it is lowered to what every build has.
  return usesGpu
    ? { gpu: recorded('gpu') ?? probed(), cpu: recorded('cpu') ?? NONE }
    : { gpu: NONE, cpu: recorded('cpu') ?? probed() };
}

/** What is missing, by the key it holds for. */
function readRecords(): ReadonlyMap<string, readonly string[]> {
  try {
    const file = join(findResourceRoot(__dirname), 'node_modules', '.netloom', 'setup.json');
    const state = setUpStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return new Map(state.engine.capabilities.map(({ key, missing }) => [key, missing]));
  } catch {
    return new Map(); // A package has no set-up, and one that was interrupted no result.
  }
}
