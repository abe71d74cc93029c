import { readPreset } from '../../../graph-runtime/testing/presets';
import { loadEngine } from '../engine/tensorflow';
import { median } from '../inspections/median';
import { runTraining } from './run-training';

export interface SoakResult {
  readonly steps: number;
  /** Tensors that were alive when a step had ended beyond those alive before the run: the most there were at any step. */
  readonly tensorsWithin: number;
  /** The same when the run had ended. */
  readonly tensorsLeft: number;
  /** Resident memory, in bytes: median of the tenth after the first tenth, in which caches fill, and of the last tenth. */
  readonly early: number;
  readonly late: number;
}

/**
 * Trains LeNet for this many steps in one session, with evaluations, checkpoints where a folder is given, and looks at its health, and counts
 * tensors after every step. What leaked in each of them would add up.
 */
export async function soak(steps: number, runDirectory?: string): Promise<SoakResult> {
  const { binding } = (await loadEngine()).backend;
  const lenet = readPreset('lenet');
  const epochs = 10;
  const batchSize = 32;
  const training = { ...lenet.training, batchSize, epochs, checkpointEpochs: 1 };
  const before = binding.getNumOfTensors();
  let tensorsWithin = 0;
  const resident: number[] = [];
  await runTraining(
    { ...lenet, training },
    {
      limit: (steps / epochs) * batchSize,
      // Looked at early: what a look takes is no growth.
      healthShare: 0.1,
      ...(runDirectory !== undefined && { runDirectory }),
      onEveryStep: () => {
        tensorsWithin = Math.max(tensorsWithin, binding.getNumOfTensors() - before);
        resident.push(process.memoryUsage.rss());
      },
    },
  );
  const tenth = Math.floor(resident.length / 10);
  return {
    steps: resident.length,
    tensorsWithin,
    tensorsLeft: binding.getNumOfTensors() - before,
    early: median(resident.slice(tenth, 2 * tenth)),
    late: median(resident.slice(-tenth)),
  };
}
