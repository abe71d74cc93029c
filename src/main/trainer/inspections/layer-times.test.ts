import { describe, expect, it } from 'vitest';
import type { InspectionAnswers, LayerTime, Reply } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { RunControl } from '../prepare/run-control';
import { train } from '../run/train';
import { answered, askerOf, withNetwork } from '../testing/ask-network';
import { DATASETS, figuresOf, runTraining, smallNetwork } from '../testing/run-training';

/** Two blocks of two convolutions as in VGG, a shortcut, a normalization, and two outputs. */
function branchingNetwork(): NetloomDocument {
  const chain = ['input', 'stem', 'group', 'pool', 'flatten', 'dense', 'output'];
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'branching',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'stem', type: 'conv2d', parameters: { filters: 32, kernelSize: 3, padding: 1 } },
      { id: 'group', type: 'block:group', repeat: 2 },
      { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2 } },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
      { id: 'side', type: 'globalAveragePooling2d', parameters: { keepDimensions: false } },
      { id: 'sideDense', type: 'dense', parameters: { units: 10 } },
      { id: 'sideOutput', type: 'output', parameters: { auxiliary: true } },
      { id: 'unused', type: 'relu' },
    ],
    edges: [
      ...chain.slice(1).map((to, index) => ({ from: chain[index] ?? '', to })),
      { from: 'stem', to: 'side' },
      { from: 'side', to: 'sideDense' },
      { from: 'sideDense', to: 'sideOutput' },
      { from: 'stem', to: 'unused' },
    ],
    blocks: {
      group: {
        nodes: [
          { id: 'x', type: 'blockInput' },
          { id: 'conv1', type: 'conv2d', parameters: { filters: 32, kernelSize: 3, padding: 1 } },
          { id: 'norm', type: 'batchNormalization' },
          { id: 'relu', type: 'relu' },
          { id: 'conv2', type: 'conv2d', parameters: { filters: 32, kernelSize: 3, padding: 1 } },
          { id: 'add', type: 'add' },
          { id: 'y', type: 'blockOutput' },
        ],
        edges: ['conv1', 'norm', 'relu', 'conv2', 'add', 'y']
          .map((to, index, all) => ({ from: all[index - 1] ?? 'x', to }))
          .concat({ from: 'x', to: 'add' }),
      },
    },
  });
  return { ...parsed, training: { ...parsed.training, batchSize: 64 } };
}

const total = ({ forwardMilliseconds, backwardMilliseconds }: LayerTime) =>
  forwardMilliseconds + backwardMilliseconds;

describe('layer times', () => {
  it('has a time for every node that is computed, in blocks and their repetitions too', async () => {
    await withNetwork(async (ask) => {
      const before = answered(await ask({ type: 'weight', name: 'stem/kernel' }));
      const times = answered(await ask({ type: 'layer-times' }));
      const by = new Map(times.layers.map((layer) => [layer.path, layer]));
      const of = (path: string) => by.get(path) ?? expect.fail(`no ${path}`);
      const inside = ['conv1', 'norm', 'relu', 'conv2', 'add'];
      expect([...by.keys()].sort()).toEqual(
        [
          ...['input', 'stem', 'pool', 'flatten', 'dense', 'output', 'side', 'sideDense', 'sideOutput'],
          ...[1, 2].flatMap((copy) => inside.map((id) => `group${copy}/${id}`)),
        ].sort(),
      );
      const trained = times.layers.filter(({ path }) => path.includes('conv') || path.includes('ense'));
      expect(trained).toHaveLength(6);
      for (const { forwardMilliseconds, backwardMilliseconds } of trained) {
        // How long they took is the machine's business; that the clock was read on both ways is ours.
        expect(Number.isFinite(forwardMilliseconds) && forwardMilliseconds >= 0).toBe(true);
        expect(Number.isFinite(backwardMilliseconds) && backwardMilliseconds >= 0).toBe(true);
      }
      // Nothing is learned in front of the first weight.
      expect(of('input').backwardMilliseconds).toBe(0);
      const parts = times.layers.reduce((sum, layer) => sum + total(layer), 0);
      const { inputMilliseconds, updateMilliseconds, sumMilliseconds } = times;
      expect(sumMilliseconds).toBeCloseTo(parts + inputMilliseconds + updateMilliseconds, 6);
      expect(times).toMatchObject({ step: 0, batchSize: 64 });
      expect(answered(await ask({ type: 'weight', name: 'stem/kernel' }))).toEqual(before);
    }, branchingNetwork());
  });

  it('takes times of micro-batches, mixed precision and images that come augmented', async () => {
    const document = smallNetwork({
      microBatchSize: 25,
      precision: 'mixed',
      optimizer: {
        type: 'adamw',
        ...{ learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 },
      },
      augmentation: [
        { type: 'pcaColor', deviation: 0.1 },
        { type: 'horizontalFlip', probability: 0.5 },
      ],
    });
    await withNetwork(async (ask) => {
      const times = answered(await ask({ type: 'layer-times' }));
      expect(times.batchSize).toBe(25);
      expect(times.layers.map(({ path }) => path)).toContain('conv');
    }, document);
  });

  it('leaves a training that continues meanwhile as it was', async () => {
    const document = smallNetwork({ epochs: 2 });
    const control = new RunControl();
    let asked: Promise<Reply<InspectionAnswers['layer-times']>> | undefined;
    const points: Parameters<typeof figuresOf>[0][number][] = [];
    await train({
      command: { type: 'train', document, limit: 500 },
      datasets: DATASETS,
      emit: (event) => {
        if (event.type === 'compiled') asked = askerOf(control)({ type: 'layer-times' });
        if (event.type === 'epoch') points.push(event.point);
      },
      control,
    });
    // Answered, or canceled when the training ended first; its session is gone either way.
    await control.answer(null);
    expect(asked).toBeDefined();
    await asked;
    expect(figuresOf(points)).toEqual(figuresOf((await runTraining(document)).points));
  });
});
