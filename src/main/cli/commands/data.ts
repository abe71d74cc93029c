import { UsageError } from '../arguments';
import type { Command } from '../command';
import { dataSubcommands } from './data/registry';

const names = [...dataSubcommands.keys()];
const subcommands = [...dataSubcommands.values()];

/** `data inspect`, `data import`, `data list`, `data correct`, `data remove`: the data sets on this machine. */
export const data: Command = {
  takes: names.join(' | '),
  summary: 'imports data to train on, lists data sets, corrects and removes them',
  uses: subcommands.flatMap(({ uses }) => uses),
  options: Object.assign({}, ...subcommands.map(({ options }) => options)),
  exitCodes: ['done', 'failed, or a data set is damaged'],
  run: async ([name = '', ...args], output) => {
    const subcommand = dataSubcommands.get(name);
    if (subcommand === undefined) {
      const what = name === '' ? 'data needs one of' : `data has no ${name}, only`;
      throw new UsageError(`${what} ${names.join(', ')}.`);
    }
    return subcommand.run(args, output);
  },
};
