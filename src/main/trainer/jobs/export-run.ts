import type { SavedCurves } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import {
  type NetworkToExport,
  networkToExport,
} from '../../../graph-runtime/exchange/export/network-to-export';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { TensorFile } from '../../exchange/tensor-file';
import type { SummaryValue } from '../../exchange/tensorboard/event-file';
import { weightValues } from '../../exchange/tensorboard/weight-values';
import { writeEventFiles } from '../../exchange/tensorboard/write-event-files';
import { readFailure, writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { findRunWeights } from '../checkpoints/checkpoint-store';
import { networkHash } from '../checkpoints/network-hash';
import type { RunState } from '../checkpoints/run-state';
import { requireTrainable } from '../prepare/require-trainable';
import type { TrainerCommand } from '../protocol/protocol';
import { RunFailure, requireValue } from '../protocol/trainer-failure';

type ExportRunCommand = Extract<TrainerCommand, { type: 'export-run' }>;

/**
 * Writes a run as TensorBoard's event files: curves, what was seen inside the network, and the weights it came to.
 *
 * @returns the folder
 * @throws RunFailure when the run has no checkpoint, or files cannot be read or written
 */
export async function exportRun(command: ExportRunCommand): Promise<string> {
  const { path, directory, startedAt } = command;
  const { path: weightsFile, state } = requireValue(await findRunWeights(directory));
  const curves = command.curves ?? curvesOf(state);
  const values = await readWeights(command, weightsFile, state);
  try {
    const final = { step: state.step, seconds: state.seconds, values };
    await writeEventFiles(path, {
      curves,
      startedAt: startedAt ?? Date.now() - 1_000 * state.seconds,
      final,
    });
    return path;
  } catch (error) {
    if (systemErrorCode(error) === '') throw error;
    throw new RunFailure(writeFailure(path, error));
  }
}

/** As a checkpoint has them: without looks inside the network. */
function curvesOf({ points, epochs }: RunState): SavedCurves {
  return { points, epochs, health: [] };
}

async function readWeights(
  { document }: ExportRunCommand,
  path: string,
  state: RunState,
): Promise<readonly SummaryValue[]> {
  const analysis = analyze(document);
  requireTrainable(analysis);
  if (state.identity.networkHash !== networkHash(document)) {
    throw new RunFailure(failure('checkpoint-of-another-network'));
  }
  return valuesIn(path, networkToExport(analysis));
}

async function valuesIn(path: string, network: NetworkToExport): Promise<readonly SummaryValue[]> {
  try {
    const file = await TensorFile.open(path);
    try {
      return await weightValues(network, file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemErrorCode(error) === '') throw error;
    throw new RunFailure(readFailure(path, error));
  }
}
