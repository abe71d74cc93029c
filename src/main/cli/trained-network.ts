import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedWeights } from '../trainer/protocol/protocol';
import { CHECKPOINTS_FOLDER, WEIGHTS_FILE } from '../trainer/run-folder/folder-contents';
import { DOCUMENT_FILE } from '../trainer/run-folder/stored-document';
import { UsageError } from './arguments';
import { type NetworkArgument, readTrainableNetwork } from './network-argument';
import type { Output } from './output';
import { userPath } from './user-path';

export type TrainedNetwork =
  | (Extract<NetworkArgument, { ok: true }> & { readonly weights: OpenedWeights })
  | Extract<NetworkArgument, { ok: false }>;

/**
 * Reads a trained network: a folder that `train --out` wrote (or one of the app's run folders), or a network file with the weights
 * given by `--weights`.
 *
 * @param path the command's first argument
 */
export async function readTrainedNetwork(
  command: string,
  path: string | undefined,
  weightsPath: string | undefined,
  isJson: boolean,
  output: Output,
): Promise<TrainedNetwork> {
  if (path === undefined) {
    throw new UsageError(`${command} needs the folder of a run (train --out), or a network file.`);
  }
  const place = userPath(path);
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  if (!isFolder && weightsPath === undefined) {
    throw new UsageError(`${command} needs --weights FILE.safetensors in addition to a network file.`);
  }
  const network = await readTrainableNetwork(command, [documentFileIn(path)], isJson, output);
  return network.ok ? { ...network, weights: weightsOf(place, weightsPath) } : network;
}

/** The file of a network: itself, or the one in the folder of a run. */
export function documentFileIn(path: string): string {
  const place = userPath(path);
  return existsSync(place) && statSync(place).isDirectory() ? join(place, DOCUMENT_FILE) : place;
}

/** The weights of a run's folder, or those of a safetensors file. */
export function trainedWeightsAt(place: string): OpenedWeights {
  if (!statSync(place).isDirectory()) return { type: 'file', path: place };
  const path = join(place, WEIGHTS_FILE);
  if (existsSync(path)) return { type: 'file', path };
  const checkpoints = join(place, CHECKPOINTS_FOLDER);
  return { type: 'run', directory: existsSync(checkpoints) ? checkpoints : place };
}

function weightsOf(place: string, weightsPath: string | undefined): OpenedWeights {
  if (weightsPath !== undefined) {
    const path = userPath(weightsPath);
    if (!existsSync(path)) throw new UsageError(`There is no file ${weightsPath}.`);
    return { type: 'file', path };
  }
  return trainedWeightsAt(place);
}
