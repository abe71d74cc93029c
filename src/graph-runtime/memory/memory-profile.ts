import { buildHealth } from '../compile/health';
import type { Signature } from '../compile/signature';
import type { NetworkAnalysis } from '../infer/analysis';
import { elementCount } from '../layers/tensor-type';
import type { OpNode } from '../ops/op-graph';
import { type BatchBytes, bytesOf, type MemoryMoment, memoryTimeline } from './memory-timeline';
import { oncePerStep, type StepSettings, stepGraphOf } from './step-graph';

/** What a network's training step needs, for batches that round to the same `expectedBatch`. */
export interface MemoryProfile {
  /** Bytes of weights and running statistics. */
  readonly weights: number;
  /** Bytes in which gradients of micro-batches are added up. */
  readonly gradientSums: number;
  readonly optimizerSlots: number;
  /** All that is live while each op of a step runs. */
  readonly moments: readonly MemoryMoment[];
  /** The same of a look at the network's health, which comes before a step. */
  readonly healthMoments: readonly MemoryMoment[];
  /** Bytes of the weights' copy that is kept during a step whose updates are measured. */
  readonly weightCopies: number;
  readonly workspaces: readonly BatchBytes[];
}

/**
 * Compiles the training step as the trainer will and walks through its ops; remembered for each network.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export const profileOf = oncePerStep(createProfile);

function createProfile(analysis: NetworkAnalysis, settings: StepSettings): MemoryProfile {
  const { graph, weights, slots, step } = stepGraphOf(analysis, settings);
  // A step in parts is two calls, one after the other: what one of them needs is given back before the next.
  const moments = Object.values(step.signatures).flatMap(timelineOf);
  const { health } = buildHealth(graph, step, weights).signatures;
  const sizeOf = ({ shape }: { readonly shape: readonly number[] }) => 4 * elementCount({ shape });
  const total = (variables: readonly { readonly variable: { readonly shape: readonly number[] } }[]) =>
    variables.reduce((sum, { variable }) => sum + sizeOf(variable), 0);
  const trained = total(weights.filter(({ name }) => step.gradients.has(name)));
  return {
    weights: total(weights),
    gradientSums: settings.isInParts ? trained : 0,
    optimizerSlots: total(slots),
    moments,
    healthMoments: timelineOf(health),
    weightCopies: trained,
    workspaces: moments.map(({ op }) => workspaceOf(op)),
  };
}

function timelineOf({ outputs }: Signature): readonly MemoryMoment[] {
  return memoryTimeline(Object.values(outputs));
}

/**
 * oneDNN, TensorFlow's library for convolutions on the processor, works on images whose channels are in groups of the
 * processor's vector length; it copies what goes in and out of the op into that order.
 */
function workspaceOf(op: OpNode): BatchBytes {
  if (!op.op.startsWith('Conv2D')) return { fixed: 0, perExample: 0 };
  let fixed = 0;
  let perExample = 0;
  for (const value of [...op.inputs, ...op.outputs]) {
    const bytes = bytesOf(value);
    fixed += bytes.fixed;
    perExample += bytes.perExample;
  }
  return { fixed, perExample };
}
