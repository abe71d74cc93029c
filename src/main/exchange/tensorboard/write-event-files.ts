import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedCurves } from '../../../contract/contract';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFolderAtomically } from '../../files/write-folder';
import { curveEvents, RUN_PARTS } from './curve-events';
import { encodeEventFile, type SummaryValue } from './event-file';

/** A run as TensorBoard is to show it. */
export interface RunToShow {
  readonly curves: SavedCurves;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Of the last step; empty where there are no weights. */
  readonly final: {
    readonly step: number;
    readonly seconds: number;
    readonly values: readonly SummaryValue[];
  };
}

/** Names of the files, as TensorBoard looks for them. */
const FILE_NAME = /^events\.out\.tfevents\.\d+\.netloom$/;

/**
 * Writes a run as a folder for TensorBoard, with a folder of events for each part of the data: `tensorboard --logdir` of the folder around it
 * shows the run beside others.
 *
 * @throws the system's error; what was there is then as it was
 */
export async function writeEventFiles(path: string, { curves, startedAt, final }: RunToShow): Promise<void> {
  const events = curveEvents(curves, startedAt);
  const { step, seconds, values } = final;
  const last = values.length === 0 ? [] : [{ wallTime: startedAt / 1_000 + seconds, step, values }];
  const name = `events.out.tfevents.${Math.floor(startedAt / 1_000)}.netloom`;
  await writeFolderAtomically(path, async (folder) => {
    for (const part of RUN_PARTS) {
      const all = part === 'train' ? [...events.train, ...last] : events[part];
      if (all.length === 0) continue;
      await mkdir(join(folder, part));
      await writeFileAtomically(join(folder, part, name), encodeEventFile(all));
    }
  });
}

/** Whether a folder holds nothing but what `writeEventFiles` writes: then it may be replaced. */
export async function isEventFolder(path: string): Promise<boolean> {
  for (const part of await readdir(path)) {
    const isPart = RUN_PARTS.some((one) => one === part) && (await stat(join(path, part))).isDirectory();
    if (!isPart || !(await readdir(join(path, part))).every((name) => FILE_NAME.test(name))) return false;
  }
  return true;
}
