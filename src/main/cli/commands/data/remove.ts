import { datasetRoots } from '../../../data/dataset-roots';
import { removeDataset, restoreDataset } from '../../../data/remove-dataset';
import { type OptionDefinitions, parseCommandLine } from '../../arguments';
import type { Output } from '../../output';
import { terminalFailure } from '../../terminal-failure';
import type { Subcommand } from '../../subcommand';
import { readDatasetId } from './data-options';

const options = {
  undo: { kind: 'flag', help: 'with remove: bring back what was removed last under that id' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `data remove ID`: takes a data set out of the list; it is deleted a week later. */
export const remove: Subcommand = {
  uses: [
    'data remove ID: removes a data set; its files are deleted a week later',
    'data remove ID --undo: brings it back until then',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const id = readDatasetId('remove', positionals);
  const roots = datasetRoots(__dirname);
  const reply = given.undo ? await restoreDataset(roots, id) : await removeDataset(roots, id);
  if (!reply.ok) {
    output.note(terminalFailure(reply.error));
    return 1;
  }
  if (given.json) output.printJson({ id, isRemoved: !given.undo });
  else if (given.undo) output.print(`${id} is back.`);
  else output.print(`${id} is removed. Within a week, "data remove ${id} --undo" brings it back.`);
  return 0;
}
