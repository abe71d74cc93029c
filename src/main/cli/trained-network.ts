import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedWeights } from '../trainer/protocol/protocol';
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
  const file = isFolder ? join(place, 'document.json') : place;
  const network = await readTrainableNetwork(command, [file], isJson, output);
  return network.ok ? { ...network, weights: weightsOf(place, weightsPath) } : network;
}

function weightsOf(place: string, weightsPath: string | undefined): OpenedWeights {
  if (weightsPath !== undefined) {
    const path = userPath(weightsPath);
    if (!existsSync(path)) throw new UsageError(`There is no file ${weightsPath}.`);
    return { type: 'file', path };
  }
  const path = join(place, 'weights.safetensors');
  return existsSync(path) ? { type: 'file', path } : { type: 'run', directory: place };
}
