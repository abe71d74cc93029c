import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { hasCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import { CHECKPOINTS_FOLDER } from '../trainer/run-folder/folder-contents';
import { DOCUMENT_FILE, readStoredDocument } from '../trainer/run-folder/stored-document';
import { UsageError } from './arguments';
import { suggestedCommand } from './shell-command';

/**
 * The network of a run that `train --resume` names.
 *
 * @param given the folder as the user wrote it
 * @throws UsageError when it is no folder of a run
 */
export async function readRunNetwork(folder: string, given: string): Promise<NetloomDocument> {
  const checkpoints = join(folder, CHECKPOINTS_FOLDER);
  const kept = await readStoredDocument(folder, checkpoints);
  if (kept.from !== 'nowhere' && existsSync(checkpoints)) return kept.document;
  if (await hasCheckpoint(folder)) {
    throw new UsageError(`${given} is a run of the app: resume it there, from the list of runs.`);
  }
  if (await hasCheckpoint(checkpoints)) {
    throw new UsageError(
      `Neither ${DOCUMENT_FILE} nor a checkpoint can be read in ${given}: the run cannot be resumed.`,
    );
  }
  if (kept.from !== 'nowhere') {
    const again = suggestedCommand(['train', join(folder, DOCUMENT_FILE), '--out', folder]);
    throw new UsageError(`There is no checkpoint in ${given} yet. Start training again with: ${again}`);
  }
  throw new UsageError(`There is no run in ${given}.`);
}
