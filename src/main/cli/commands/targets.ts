import { UsageError } from '../arguments';
import type { Command } from '../command';
import { targetsSubcommands } from './targets/registry';

const names = [...targetsSubcommands.keys()];
const subcommands = [...targetsSubcommands.values()];

/** `targets add`, `list`, `check`, `install`, `remove`: other machines that can train, over SSH. */
export const targets: Command = {
  takes: names.join(' | '),
  summary: 'other machines to train on, over SSH: adds, checks, installs the trainer',
  uses: subcommands.flatMap(({ uses }) => uses),
  options: Object.assign({}, ...subcommands.map(({ options }) => options)),
  notes: `Connections are those of the system's ssh, with its configuration, keys and agents. NETLOOM_SSH_CONFIG names another configuration file.
`,
  exitCodes: ['done', 'failed'],
  run: async ([name = '', ...args], output) => {
    const subcommand = targetsSubcommands.get(name);
    if (subcommand === undefined) {
      const what = name === '' ? 'targets needs one of' : `targets has no ${name}, only`;
      throw new UsageError(`${what} ${names.join(', ')}.`);
    }
    return subcommand.run(args, output);
  },
};
