import { mixExamples, type Mixing } from '../../src/graph-runtime/compile/mix-examples';
import { evaluateGraph } from '../../src/main/trainer/engine/evaluate-graph';
import { float32, int32 } from '../../src/main/trainer/engine/tensor-data';

/** How a step mixes: the share of the own labels, and what of each place is an image's own, `[height * width]`. */
export interface MixedStep {
  readonly share: number;
  readonly own: readonly number[];
}

/** What the first steps of a run draw: an image of ones is mixed with one of zeros. */
export async function mixedSteps(
  mixing: Mixing,
  seed: number,
  [height, width]: readonly [number, number],
  steps: number,
): Promise<readonly MixedStep[]> {
  const drawn: MixedStep[] = [];
  const size = height * width;
  for (let step = 1; step <= steps; step += 1) {
    const images = float32([...new Array(size).fill(1), ...new Array(size).fill(0)], [2, height, width, 1]);
    const { mixed, share } = await evaluateGraph({
      inputs: { images, seed: int32([seed, step]) },
      batched: [],
      build(graph, { images: given, seed: key }) {
        if (given === undefined || key === undefined) throw new Error('nothing is fed');
        const found = mixExamples(graph, { examples: given, labels: new Map() }, mixing, key);
        return { mixed: found.examples, share: found.mixed.share };
      },
    });
    drawn.push({
      share: share?.values[0] ?? Number.NaN,
      own: Array.from(mixed?.values ?? []).slice(0, size),
    });
  }
  return drawn;
}
