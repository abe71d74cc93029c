import { join } from 'node:path';
import type { Failure } from '../../contract/contract';
import { hasCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import { CHECKPOINTS_FOLDER, inspectFolder } from '../trainer/run-folder/folder-contents';
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
  // The weights of the best epoch are written more often than checkpoints; the same command alone would be refused.
  const contents = await inspectFolder(folder).catch(() => null);
  if (contents?.kind !== 'run' || !contents.hasResults || args.includes('--overwrite')) {
    return [`There was no checkpoint yet. Start again with: ${suggestedCommand(['train', ...args])}`];
  }
  return [
    `There was no checkpoint yet, only the weights of the best epoch. Start again, which deletes them, with: ${suggestedCommand(['train', ...args, '--overwrite'])}`,
  ];
}

/** What to do about a folder that was refused; nothing where the failure says all. */
export function failureAdvice({ code }: Failure, folder: string | undefined): readonly string[] {
  if (code !== 'run-folder-in-use' || folder === undefined) return [];
  return [
    `Resume with: ${suggestedCommand(['train', '--resume', folder])}`,
    'Or replace it: the same command with --overwrite deletes its weights, metrics, network and checkpoints.',
  ];
}
