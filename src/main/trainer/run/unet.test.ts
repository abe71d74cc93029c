import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { DATASETS, runTraining } from '../testing/run-training';
import { prepareTargets } from '../testing/target-data';

/* The U-Net (Ronneberger, Fischer, Brox 2015) with padded convolutions: its count, its shapes, and that it learns masks. */

type Node = NodesInRow[number];

/** Its layers between input and output: `filters` of each level, from the top down. */
function unet(filters: readonly number[], classes: number): NodesInRow {
  const nodes: Node[] = [];
  const layer = (id: string, type: string, parameters: Node['parameters'] = {}, from?: readonly string[]) => {
    nodes.push({ id, type, parameters, ...(from && { from: [...from] }) });
    return id;
  };
  const twice = (id: string, count: number) => {
    layer(`${id}a`, 'conv2d', { filters: count, kernelSize: 3 });
    layer(`${id}aRelu`, 'relu');
    layer(`${id}b`, 'conv2d', { filters: count, kernelSize: 3 });
    return layer(`${id}Relu`, 'relu');
  };
  const above = filters.slice(0, -1);
  const skips = above.map((count, level) => {
    const skip = twice(`down${level}`, count);
    layer(`pool${level}`, 'maxPooling2d', { poolSize: 2, strides: 2 });
    return skip;
  });
  twice('bottom', filters.at(-1) ?? 1);
  for (const [level, count] of [...above.entries()].reverse()) {
    const up = layer(`up${level}`, 'conv2dTranspose', { filters: count, kernelSize: 2, strides: 2 });
    layer(`join${level}`, 'concatenate', {}, [skips[level] ?? '', up]);
    twice(`merged${level}`, count);
  }
  layer('classes', 'conv2d', { filters: classes, kernelSize: 1 });
  return nodes;
}

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-unet-'));
  dataset = (await prepareTargets(root, 'mask')).id;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('has the published number of parameters, and a score for each pixel and class', () => {
  const analysis = analyze(networkOf(unet([64, 128, 256, 512, 1024], 2), { shape: [512, 512, 1] }));
  expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(analysis.cost.trainableParameters).toBe(31_030_658);
  expect(analysis.nodes.get('bottomRelu')?.outputs?.[0]?.shape).toEqual([32, 32, 1024]);
  expect(analysis.nodes.get('classes')?.outputs?.[0]?.shape).toEqual([512, 512, 2]);
});

it('learns the masks of images', async () => {
  const document = networkOf(unet([8, 16], 11), {
    shape: [14, 14, 1],
    epochs: 12,
    seed: 3,
    optimizer: {
      ...{ type: 'adam', learningRate: 0.005, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      ...{ weightDecay: 0, clipNorm: null },
    },
  });
  const { points } = await runTraining(
    { ...document, dataset: { id: dataset } },
    { datasets: { ...DATASETS, user: root } },
  );
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no epoch has ended');
  expect(last.trainLoss).toBeLessThan(0.7 * first.trainLoss);
  expect(last.testLoss).toBeLessThan(first.testLoss ?? 0);
});
