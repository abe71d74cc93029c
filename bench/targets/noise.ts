import { NetworkLowering } from '../../src/graph-runtime/compile/lowering-context';
import { normalLike } from '../../src/graph-runtime/layers/normal-like';
import { evaluateGraph } from '../../src/main/trainer/engine/evaluate-graph';
import { float32, int32 } from '../../src/main/trainer/engine/tensor-data';

/** The normal numbers that a node draws in the first steps of a run: `[steps][batch * size]`. */
export async function noiseOf(
  path: string,
  seed: number,
  batchSize: number,
  size: number,
  steps: number,
): Promise<number[][]> {
  const drawn: number[][] = [];
  for (let step = 1; step <= steps; step += 1) {
    const shape = [batchSize, size];
    const like = float32(new Array<number>(batchSize * size).fill(0), shape);
    const { noise } = await evaluateGraph({
      inputs: { like, seed: int32([seed, step]) },
      batched: ['like'],
      build: (graph, inputs) => {
        const { like: shaped, seed: key } = inputs;
        if (shaped === undefined || key === undefined) throw new Error('nothing is fed');
        return { noise: normalLike(new NetworkLowering(graph, 'train', [], key).contextOf(path), shaped) };
      },
    });
    drawn.push(Array.from(noise?.values ?? []));
  }
  return drawn;
}
