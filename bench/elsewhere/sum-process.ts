import { sumOverProcesses } from '../../src/graph-runtime/ops/collectives';
import { fill } from '../../src/graph-runtime/ops/constant';
import { multiply } from '../../src/graph-runtime/ops/elementwise';
import { OpGraph } from '../../src/graph-runtime/ops/op-graph';
import { slice } from '../../src/graph-runtime/ops/slicing';
import { placeholder } from '../../src/graph-runtime/ops/variables';
import { NativeSession } from '../../src/main/trainer/engine/native-session';
import { float32 } from '../../src/main/trainer/engine/tensor-data';
import { reachGroup } from '../../src/main/trainer/run/reach-group';

/*
 * One of the processes of a sum: `sum-process.ts RANK ADDRESS ADDRESS`. The vector is made in the call, as gradients are, and
 * of the result one number comes back. Prints the milliseconds of each call.
 */

/** As many numbers as ResNet-18 has parameters, about: 44 MB. */
const NUMBERS = 11_000_000;
const WARM = 3;
const CALLS = 12;

async function main([rank = '0', ...addresses]: readonly string[]): Promise<void> {
  const graph = new OpGraph();
  const factor = graph.scoped('factor', () => placeholder(graph, 'float32', []));
  const own = multiply(graph, fill(graph, 1, [NUMBERS]), factor);
  const summed = sumOverProcesses(graph, own, addresses.length, 1);
  const sum = { inputs: { factor }, outputs: { first: slice(graph, summed, [0], [1]) } };
  const group = { rank: Number(rank), addresses };
  const session = await NativeSession.create(graph, 'cpu', group);
  await reachGroup(group, { isStopped: () => false, onUnreached: () => undefined });
  const milliseconds: number[] = [];
  for (let call = 0; call < WARM + CALLS; call += 1) {
    const start = performance.now();
    const { first } = session.run(sum, { factor: float32([group.rank + 1], []) });
    if (call >= WARM) milliseconds.push(performance.now() - start);
    if (first.values[0] !== 3) throw new Error(`1 + 2 was ${first.values[0]}`);
  }
  console.log(JSON.stringify(milliseconds));
  process.exit(0);
}

void main(process.argv.slice(2));
