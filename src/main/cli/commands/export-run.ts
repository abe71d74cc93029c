import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isEventFolder } from '../../exchange/tensorboard/write-event-files';
import type { TrainerCommand } from '../../trainer/protocol/protocol';
import { CHECKPOINTS_FOLDER } from '../../trainer/run-folder/folder-contents';
import { UsageError } from '../arguments';
import { readNetwork } from '../network-argument';
import type { Output } from '../output';
import { curvesIn, startOf } from '../run-history';
import { documentFileIn } from '../trained-network';

import { pathForWriting, userPath } from '../user-path';

interface GivenOptions {
  readonly weights: string | undefined;
  readonly overwrite: boolean;
  readonly json: boolean;
}

/** The trainer's command for `export RUN OUT --to tensorboard`; or the exit code, where the run cannot be read. */
export async function runExport(
  place: string,
  out: string,
  { weights, overwrite, json }: GivenOptions,
  output: Output,
): Promise<Extract<TrainerCommand, { type: 'export-run' }> | number> {
  if (weights !== undefined)
    throw new UsageError('--to tensorboard exports the weights of the run itself: leave out --weights.');
  const run = userPath(place);
  if (!existsSync(run) || !statSync(run).isDirectory()) {
    throw new UsageError(`--to tensorboard exports a run: there is no folder ${place}.`);
  }
  const path = await requireFolderPlace(out, overwrite);
  const network = await readNetwork('export', [documentFileIn(place)], json, output);
  if (!network.ok) return network.exitCode;
  const checkpoints = join(run, CHECKPOINTS_FOLDER);
  return {
    ...{ type: 'export-run', document: network.document, path },
    directory: existsSync(checkpoints) ? checkpoints : run,
    curves: await curvesIn(run),
    startedAt: startOf(run),
  };
}

/** The absolute path of the folder that is to be written. */
async function requireFolderPlace(out: string, mayOverwrite: boolean): Promise<string> {
  const path = pathForWriting(out);
  if (!existsSync(dirname(path))) throw new UsageError(`There is no folder ${dirname(path)}.`);
  if (!existsSync(path)) return path;
  if (!mayOverwrite) throw new UsageError(`${out} exists already; --overwrite replaces it.`);
  const isOurs = statSync(path).isDirectory() && (await isEventFolder(path));
  if (!isOurs)
    throw new UsageError(`${out} holds something else than a run for TensorBoard: name another folder.`);
  return path;
}
