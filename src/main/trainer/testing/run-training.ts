import { join } from 'node:path';
import type { EpochPoint, RunEvent } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import type { DatasetRoots } from '../../data/dataset-roots';
import { RunControl } from '../prepare/run-control';
import type { StepResult } from '../prepare/step-result';
import type { TrainerCommand } from '../protocol/protocol';
import { train } from '../run/train';

/** What comes with the app, and none of the user's. */
export const DATASETS: DatasetRoots = {
  shipped: join(process.cwd(), 'resources', 'datasets'),
  user: join(process.cwd(), 'resources', 'none'),
};

/** A small network that learns quickly, with dropout, so that randomness is part of what is tested. */
export function smallNetwork(
  training: Partial<TrainingSettings> = {},
  { units = 10, isNormalized = false } = {},
): NetloomDocument {
  const names = ['conv', ...(isNormalized ? ['norm'] : []), 'relu', 'flatten', 'dropout', 'dense'];
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'small',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
      { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3 } },
      ...(isNormalized ? [{ id: 'norm', type: 'batchNormalization' }] : []),
      { id: 'relu', type: 'relu' },
      { id: 'flatten', type: 'flatten' },
      { id: 'dropout', type: 'dropout', parameters: { rate: 0.3 } },
      { id: 'dense', type: 'dense', parameters: { units } },
      { id: 'output', type: 'output' },
    ],
    edges: ['input', ...names].map((from, index) => ({ from, to: names[index] ?? 'output' })),
  });
  const settings = { ...parsed.training, batchSize: 50, epochs: 2, ...training };
  return { ...parsed, training: settings };
}

/**
 * A network whose loss is finite and whose gradient is not: twelve normalizations of numbers that do not vary divide the gradient by
 * the root of their epsilon each, a factor of 10,000, until it overflows in the layer before them, `middle`.
 */
export function steepNetwork(training: Partial<TrainingSettings> = {}): NetloomDocument {
  const norms = Array.from({ length: 12 }, (_, index) => `norm${index}`);
  const plain = { epsilon: 1e-8, scale: false, center: false };
  const chain = ['input', 'flatten', 'first', 'middle', ...norms, 'last', 'output'];
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'steep',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
      { id: 'flatten', type: 'flatten' },
      { id: 'first', type: 'dense', parameters: { units: 10 } },
      { id: 'middle', type: 'dense', parameters: { units: 10, kernelInitializer: 'zeros' } },
      ...norms.map((id) => ({ id, type: 'batchNormalization', parameters: plain })),
      { id: 'last', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: chain.slice(1).map((to, index) => ({ from: chain[index] ?? '', to })),
  });
  return { ...parsed, training: { ...parsed.training, batchSize: 50, ...training } };
}

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

export interface TrainingTrial extends Partial<Omit<TrainCommand, 'type' | 'document'>> {
  /** By default what comes with the app. */
  readonly datasets?: DatasetRoots;
  /** Of the steps' time, for looks at the network's health; by default what every run has. */
  readonly healthShare?: number;
  /** Asks for a stop when an event has come, by what this answers. */
  readonly stopAt?: (event: RunEvent) => boolean;
  /** Asks for a stop after that step. */
  readonly stopAtStep?: number;
  readonly onEveryStep?: () => void;
  /** Pauses after that step, and continues when the pause has been reported. */
  readonly pauseAtStep?: number;
}

export interface Trial {
  readonly events: readonly RunEvent[];
  readonly points: readonly EpochPoint[];
  /** Of every step, by its number. */
  readonly steps: ReadonlyMap<number, Pick<StepResult, 'loss' | 'sums' | 'examples'>>;
}

/** Trains in this process on the first 500 examples (or `limit`), and gathers all that is reported. */
export async function runTraining(document: NetloomDocument, trial: TrainingTrial = {}): Promise<Trial> {
  const {
    stopAt,
    stopAtStep,
    pauseAtStep,
    healthShare,
    onEveryStep,
    datasets = DATASETS,
    ...command
  } = trial;
  const events: RunEvent[] = [];
  const steps: Map<number, Pick<StepResult, 'loss' | 'sums' | 'examples'>> = new Map();
  const control = new RunControl();
  await train({
    command: { type: 'train', document, limit: 500, ...command },
    datasets,
    emit: (event) => {
      events.push(event);
      if (stopAt?.(event)) control.stop();
      if (event.type === 'paused') setTimeout(() => control.continue(), 5);
    },
    control,
    ...(healthShare !== undefined && { healthShare }),
    onStep: (step, { loss, sums, examples }) => {
      onEveryStep?.();
      steps.set(step, { loss, sums, examples });
      if (step === stopAtStep) control.stop();
      if (step === pauseAtStep) control.pause();
    },
  });
  return { events, points: events.flatMap((event) => (event.type === 'epoch' ? [event.point] : [])), steps };
}

/** Adam at a rate that these networks learn quickly with. */
export const quickAdam = {
  type: 'adam',
  learningRate: 0.003,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: null,
} as const;

/** Epochs without the figures that depend on the machine's speed and memory. */
export function figuresOf(points: readonly EpochPoint[]) {
  return points.map(
    ({ seconds: _, trainingSeconds: __, examplesPerSecond: ___, memoryBytes: ____, ...figures }) => figures,
  );
}
