import { join } from 'node:path';
import type { Failure } from '../../contract/contract';
import { hasCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import { CHECKPOINTS_FOLDER } from '../trainer/run-folder/folder-contents';
import { suggestedCommand } from './shell-command';

/**
 * How to resume a training that did not come to its end.
 *
 * @param args the arguments `train` was given, to start it again where there is no checkpoint yet
 */
export async function resumeAdvice(
  folder: string | undefined,
  args: readonly string[],
): Promise<readonly string[]> {
  if (folder === undefined) {
    return ['It was not saved. With --out FOLDER, training saves checkpoints and can be resumed.'];
  }
  if (await hasCheckpoint(join(folder, CHECKPOINTS_FOLDER))) {
    return [`Resume with: ${suggestedCommand(['train', '--resume', folder])}`];
  }
  return [`There was no checkpoint yet. Start again with: ${suggestedCommand(['train', ...args])}`];
}

/** What to do about a folder that was refused; nothing where the failure says all. */
export function failureAdvice({ code }: Failure, folder: string | undefined): readonly string[] {
  if (code !== 'run-folder-in-use' || folder === undefined) return [];
  return [
    `Resume with: ${suggestedCommand(['train', '--resume', folder])}`,
    'Or replace it: the same command with --overwrite deletes its weights, metrics, network and checkpoints.',
  ];
}
