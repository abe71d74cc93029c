import { removeTarget } from '../../../remote/target-store';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../../arguments';
import type { Output } from '../../output';
import type { Subcommand } from '../../subcommand';
import { noteFailure } from './one-target';

const options = {} as const satisfies OptionDefinitions;

/** `targets remove NAME`: takes a machine off the list. */
export const remove: Subcommand = {
  uses: ['targets remove NAME: takes a machine off the list; what lies there stays'],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals } = parseCommandLine(args, options);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError('targets remove needs the name of one machine: see targets list.');
  }
  const removed = await removeTarget(name);
  if (!removed.ok) return noteFailure(removed, [], output);
  const { host, folder } = removed.value;
  output.print(`${name} is off the list. Its files are still in ${folder} on ${host}.`);
  return 0;
}
