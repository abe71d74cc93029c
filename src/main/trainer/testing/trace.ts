import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  activation,
  type Conversion,
  denseKernel,
  depthwiseKernel,
  flattenedDenseKernel,
  kernel,
  unchanged,
} from '../../../graph-runtime/testing/layout';
import { readSafetensors, type StoredTensor } from '../../../graph-runtime/testing/safetensors';
import type { TensorData } from '../engine/tensor-data';
import type { TraceNetwork } from './trace-networks';

const REFERENCE = join(process.cwd(), 'src', 'graph-runtime', 'testing', 'reference');

const tracesSchema = z.object({
  cases: z.array(z.object({ name: z.string(), batch: z.number(), losses: z.array(z.number()) })),
});

/** A training that PyTorch did: data, weights before and after, the loss of every step, logits at the end. */
export interface Trace {
  readonly name: string;
  readonly batch: number;
  readonly losses: readonly number[];
  readonly examples: TensorData;
  readonly labels: Int32Array;
  readonly logits: TensorData;
  /** The network's weights in the engine's layout, by weight name. */
  weights(network: TraceNetwork, moment: 'before' | 'after'): Record<string, TensorData>;
}

export function readTraces(): readonly Trace[] {
  const { cases } = tracesSchema.parse(JSON.parse(readFileSync(join(REFERENCE, 'traces.json'), 'utf8')));
  const tensors = readSafetensors(join(REFERENCE, 'traces.safetensors'));
  return cases.map(({ name, batch, losses }) => {
    const tensor = (part: string) => {
      const found = tensors.get(`${name}/${part}`);
      if (found === undefined) throw new Error(`the reference has no ${name}/${part}`);
      return found;
    };
    return {
      name,
      batch,
      losses,
      examples: activation(tensor('x')),
      labels: Int32Array.from(tensor('labels').values),
      logits: unchanged(tensor('eval_logits')),
      weights: (network, moment) => weightsOf(network, (part) => tensor(`${moment}/${part}`)),
    };
  });
}

/** PyTorch's names of a layer's weights, by ours. */
const weightNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  conv2d: { kernel: 'weight', bias: 'bias' },
  depthwiseConv2d: { kernel: 'weight' },
  dense: { kernel: 'weight', bias: 'bias' },
  batchNormalization: {
    gamma: 'weight',
    beta: 'bias',
    movingMean: 'running_mean',
    movingVariance: 'running_var',
  },
};

function weightsOf(
  { document, modules }: TraceNetwork,
  tensor: (part: string) => StoredTensor,
): Record<string, TensorData> {
  const weights: Record<string, TensorData> = {};
  for (const [id, { module, type }] of modules) {
    const parameters = document.nodes.find((node) => node.id === id)?.parameters;
    for (const [ours, theirs] of Object.entries(weightNames[type] ?? {})) {
      if (ours === 'bias' && parameters?.useBias === false) continue;
      const stored = tensor(`${module}.${theirs}`);
      weights[`${id}/${ours}`] = conversion(type, ours, stored)(stored);
    }
  }
  return weights;
}

function conversion(type: string, weight: string, { shape }: StoredTensor): Conversion {
  if (weight !== 'kernel') return unchanged;
  if (type === 'depthwiseConv2d') return depthwiseKernel;
  if (type === 'conv2d') return kernel;
  // LeNet's first dense layer is after a flatten of [5, 5, 16]; PyTorch flattens channels first.
  return shape[1] === 400 ? flattenedDenseKernel(16, 5, 5) : denseKernel;
}
