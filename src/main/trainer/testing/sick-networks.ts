import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  NetloomDocument,
  OptimizerSettings,
  TrainingSettings,
} from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';

/** Networks that are healthy, and networks made to have what the health check looks for. All learn Fashion-MNIST, on little of it. */

type Node = { readonly id: string; readonly type: string; readonly parameters?: Record<string, unknown> };

/** A network of nodes one after the other, from images of 14 by 14 to ten classes. */
function chain(name: string, nodes: readonly Node[], training: Partial<TrainingSettings>): NetloomDocument {
  const all: readonly Node[] = [
    { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
    ...nodes,
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ];
  const edges = all.slice(1).map(({ id }, at) => ({ from: all[at]?.id, to: id }));
  const parsed = readDocument({ format: 'netloom', version: 1, name, nodes: all, edges });
  return { ...parsed, training: { ...parsed.training, batchSize: 32, ...training } };
}

export const sgd = (learningRate: number): OptimizerSettings => ({
  type: 'sgd',
  learningRate,
  weightDecay: 0,
  clipNorm: null,
});
const adam = (learningRate: number): OptimizerSettings => ({
  type: 'adam',
  learningRate,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: null,
});

/** This many dense layers of 32 units, each with an activation after it. */
function deep(layers: number, activation: string, initializer: string): readonly Node[] {
  const dense = Array.from({ length: layers }, (_, at): readonly Node[] => [
    { id: `dense${at + 1}`, type: 'dense', parameters: { units: 32, kernelInitializer: initializer } },
    { id: `${activation}${at + 1}`, type: activation },
  ]);
  return [{ id: 'flatten', type: 'flatten' }, ...dense.flat()];
}

const convolutional: readonly Node[] = [
  { id: 'conv1', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, kernelInitializer: 'heNormal' } },
  { id: 'relu1', type: 'relu' },
  { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2, strides: 2 } },
  { id: 'flatten', type: 'flatten' },
  { id: 'dense1', type: 'dense', parameters: { units: 32, kernelInitializer: 'heNormal' } },
  { id: 'relu2', type: 'relu' },
];

export const healthyNetwork = (training: Partial<TrainingSettings> = {}) =>
  chain('healthy', convolutional, { epochs: 4, optimizer: sgd(0.1), ...training });

export const sickNetworks = {
  'vanishing-gradients': chain('vanishing', deep(8, 'sigmoid', 'glorotUniform'), {
    epochs: 4,
    optimizer: sgd(0.1),
  }),
  'exploding-gradients': chain('exploding', deep(4, 'relu', 'ones'), {
    epochs: 4,
    optimizer: sgd(1e-7),
  }),
  'dead-units': chain('dead', convolutional, { epochs: 4, optimizer: sgd(2) }),
  'chance-level': chain('chance', deep(2, 'relu', 'zeros'), { epochs: 4, optimizer: sgd(0.1) }),
  overfitting: chain('overfitting', convolutional, { epochs: 60, optimizer: adam(0.003) }),
  'rate-too-high': chain('high', convolutional, { epochs: 4, optimizer: sgd(1e6) }),
  'rate-too-low': chain('low', convolutional, { epochs: 4, optimizer: sgd(1e-5) }),
} as const;

/** A preset as it is, with other settings. */
export function preset(name: string, training: Partial<TrainingSettings> = {}): NetloomDocument {
  const parsed = readDocument(readFileSync(join(process.cwd(), 'presets', `${name}.json`), 'utf8'));
  return { ...parsed, training: { ...parsed.training, ...training } };
}
