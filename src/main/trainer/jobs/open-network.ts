import { failure } from '../../../contract/failures';
import type { DatasetRoots } from '../../data/dataset-roots';
import { readRunWeights, readWeightsFile } from '../checkpoints/checkpoint-store';
import { requireSameContent } from '../checkpoints/require-own-checkpoint';
import type { RunState } from '../checkpoints/run-state';
import { prepareRun } from '../prepare/prepare-run';
import type { RunControl } from '../prepare/run-control';
import { closeRun, type PreparedRun } from '../program/prepared-run';
import { weightNames, writeState } from '../program/program-state';
import type { NamedTensor } from '../program/weights-file';
import type { OpenedWeights, TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { RunFailure, requireValue } from '../protocol/trainer-failure';

export interface OpenOptions {
  readonly command: Extract<TrainerCommand, { type: 'open' }>;
  readonly datasets: DatasetRoots;
  readonly send: (message: TrainerMessage) => void;
  readonly control: RunControl;
}

/**
 * Keeps a network with its weights in the engine and answers questions about it until it is told to stop.
 *
 * @throws RunFailure when network, data or weights do not fit or cannot be read
 */
export async function openNetwork({ command, datasets, send, control }: OpenOptions): Promise<void> {
  const weights = await readWeights(command.weights);
  const run = await prepareRun({ ...command, datasets, emit: () => undefined, isLearning: false });
  try {
    if (weights !== null) requireAllWeights(run, weights);
    if (weights?.state !== undefined) requireSameContent(weights.state, run);
    const step = weights?.step ?? 0;
    send({ type: 'opened', step });
    while (!control.isStopRequested) {
      await control.answer({ run, step });
      if (!control.isStopRequested) await control.nextChange();
    }
  } finally {
    closeRun(run);
  }
  send({ type: 'closed' });
}

interface ReadWeights {
  readonly tensors: readonly NamedTensor[];
  readonly step: number;
  /** Of a run's weights. */
  readonly state?: RunState;
  /** What they were read from. */
  readonly name: string;
}

/** Null: those the network begins with. */
async function readWeights(weights: OpenedWeights): Promise<ReadWeights | null> {
  switch (weights.type) {
    case 'run': {
      const { tensors, checkpoint } = requireValue(await readRunWeights(weights.directory));
      const { state } = checkpoint;
      return { tensors, step: state.step, state, name: weights.directory };
    }
    case 'file':
      return { tensors: requireValue(await readWeightsFile(weights.path)), step: 0, name: weights.path };
    case 'initial':
      return null;
  }
}

/** A network is only looked at with its own weights: with some missing it would predict nonsense. */
function requireAllWeights(run: PreparedRun, { tensors, name }: ReadWeights): void {
  const names = weightNames(run);
  const count = writeState(
    run,
    tensors.filter((tensor) => names.has(tensor.name)),
  );
  if (count < names.size) {
    throw new RunFailure(failure('weights-incomplete', { name, count, total: names.size }));
  }
}
