import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { failure } from '../../../contract/failures';
import { readFailure } from '../../files/file-failure';
import { readWeightsFile } from '../checkpoints/checkpoint-store';
import type { PreparedRun } from '../program/prepared-run';
import { writeState } from '../program/program-state';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import type { TrainCommand, TrainOptions } from './train-options';

/**
 * Begins with the weights of a file, where name and shape agree; what is left as it is drawn is reported.
 *
 * @throws RunFailure `weights-changed`, `weights-do-not-fit`, or that the file cannot be read
 */
export async function takeInitialWeights(
  run: PreparedRun,
  { initialWeights, initialWeightsHash }: TrainCommand,
  emit: TrainOptions['emit'],
): Promise<void> {
  if (initialWeights === undefined) return;
  if (initialWeightsHash !== undefined) await requireContent(initialWeights, initialWeightsHash);
  const names = new Set(run.program.weights.map(({ name }) => name));
  const tensors = requireValue(await readWeightsFile(initialWeights)).filter(({ name }) => names.has(name));
  const count = writeState(run, tensors);
  const values = { name: initialWeights, count, total: names.size };
  if (count === 0 && names.size > 0) throw new RunFailure(failure('weights-do-not-fit', values));
  if (count < names.size) emit({ type: 'warning', failure: failure('weights-fit-in-part', values) });
}

/** Makes sure that a file is the one that was meant. @throws RunFailure `weights-changed` */
async function requireContent(path: string, wanted: string): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  } catch (error) {
    throw new RunFailure(readFailure(path, error));
  }
  if (hash.digest('hex') !== wanted) {
    throw new RunFailure(failure('weights-changed', { name: basename(path) }));
  }
}
