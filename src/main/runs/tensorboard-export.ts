import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDetails } from '../../contract/contract';
import { describeRun } from '../../graph-runtime/messages/describe-run';
import type { WantedExport } from './export-files';

/**
 * What the trainer is told to write for TensorBoard: into a new folder with the run's name.
 *
 * @param directory of the run
 * @param logs TensorBoard's log folder
 */
export function tensorBoardExport(details: RunDetails, directory: string, logs: string): WantedExport {
  const { document, summary, points, epochs, health } = details;
  const { name, label, documentName, startedAt } = summary;
  const described = label === null ? documentName : describeRun(documentName, label, 'en');
  return {
    ...{ type: 'export-run', document, directory, startedAt },
    curves: { points, epochs, health },
    path: freeFolder(logs, fileNameFor(name === null || name === '' ? described : name)),
  };
}

/** Without what one of the systems does not allow in names: TensorBoard shows the rest. */
function fileNameFor(name: string): string {
  const allowed = Array.from(name, (letter) => (/[\p{Cc}<>:"/\\|?*]/u.test(letter) ? '-' : letter)).join('');
  return allowed.slice(0, 80).replace(/^[. ]+|[. ]+$/g, '') || 'run';
}

/** A folder that is not there yet, numbered from 2 where it is. */
function freeFolder(parent: string, name: string): string {
  let path = join(parent, name);
  for (let number = 2; existsSync(path); number += 1) path = join(parent, `${name} (${number})`);
  return path;
}
