import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../datasets/target-description';
import { analyze } from '../../infer/analyze';
import { readDocument } from '../../testing/read-document';
import { exportKeras } from './keras/export-keras';
import { networkToExport } from './network-to-export';
import { exportedOutputs } from './outputs';
import { exportPytorch } from './pytorch/export-pytorch';

/** Images in, an image of these channels out. */
const network = (filters: number, loss?: string) =>
  networkToExport(
    analyze(
      readDocument({
        ...{ format: 'netloom', version: 3, name: 'pixels' },
        nodes: [
          { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
          { id: 'conv', type: 'conv2d', parameters: { filters, kernelSize: 3, padding: 'same' } },
          { id: 'output', type: 'output' },
        ],
        edges: [
          { from: 'input', to: 'conv' },
          { from: 'conv', to: 'output' },
        ],
        ...(loss !== undefined && { training: { loss } }),
      }),
    ),
    'all',
  );
const mask: TargetDescription = { kind: 'mask', classNames: ['paper', 'ink'] };
const image: TargetDescription = { kind: 'image', channels: 3, scale: 1 };

describe.each([
  ['PyTorch', exportPytorch],
  ['Keras', exportKeras],
])('a %s project', (_name, write) => {
  const textsOf = (exported: ReturnType<typeof network>, target: TargetDescription) =>
    write(exported, { document: '', weights: '', target }).texts;

  it.each([
    ['masks of fewer classes than scores', network(3), mask, 'no labels that fit'],
    ['images of other channels', network(1), image, 'no labels that fit'],
    ['images of another size', network(3), { ...image, scale: 2 }, 'no labels that fit'],
  ] as const)('has no program that would train %s otherwise, and says so', (_what, exported, target, why) => {
    const texts = textsOf(exported, target);
    expect(texts['train.py']).toBeUndefined();
    expect(texts['README.md']).toContain(why);
  });

  it.each([
    ['a score for each class', network(2)],
    ['a question for each class', network(2, 'binaryCrossEntropy')],
    ['one score a pixel', network(1)],
  ])('has one for masks by %s', (_what, exported) => {
    expect(textsOf(exported, mask)['train.py']).toBeDefined();
  });

  it('has one for second images', () => {
    expect(textsOf(network(3), image)['train.py']).toBeDefined();
  });
});

it('makes of one score a pixel how likely the second class is', () => {
  const [output] = exportedOutputs(network(1), mask);
  expect(output?.turn).toBe('sigmoid');
  expect(output?.classNames).toEqual(['paper', 'ink']);
});
