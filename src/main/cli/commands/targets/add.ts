import { DEFAULT_FOLDER, remoteTarget } from '../../../remote/remote-target';
import { addTarget } from '../../../remote/target-store';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../../arguments';
import type { Output } from '../../output';
import { suggestedCommand } from '../../shell-command';
import type { Subcommand } from '../../subcommand';
import { noteFailure } from './one-target';

const options = {
  folder: {
    kind: 'text',
    what: 'a folder on the other machine',
    value: 'DIR',
    help: `with add: where trainer, data and runs lie there; else ${DEFAULT_FOLDER} in the home folder`,
  },
} as const satisfies OptionDefinitions;

/** `targets add NAME HOST`: writes a machine down. Nothing is sent. */
export const add: Subcommand = {
  uses: [
    'targets add NAME [HOST]: adds a machine; HOST is a Host of ~/.ssh/config or user@host:port, else NAME is',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [name, host = name, ...others] = positionals;
  if (name === undefined || host === undefined || others.length > 0) {
    throw new UsageError('targets add needs a name and a host, e.g. targets add lab me@lab.example.org:22.');
  }
  const target = remoteTarget(name, host, given.folder);
  const added = target.ok ? await addTarget(target.value) : target;
  if (!added.ok) return noteFailure(added, [], output);
  output.print(
    `${name} is added. Look whether it can be reached with: ${suggestedCommand(['targets', 'check', name])}`,
  );
  return 0;
}
