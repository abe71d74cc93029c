import type { Capability } from '../../../graph-runtime/ops/capabilities';
import { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { loadEngine } from './tensorflow';

/** An empty graph for the engine as it is here: what it cannot do is lowered in another way. */
export async function graphForEngine(without: readonly Capability[] = []): Promise<OpGraph> {
  const { device, capabilities } = await loadEngine();
  const used = [...capabilities[device.kind]].filter((name) => !without.includes(name));
  return new OpGraph({ capabilities: new Set(used) });
}
