import { correct } from './correct';
import { importData } from './import';
import { inspect } from './inspect';
import { list } from './list';
import { remove } from './remove';
import type { Subcommand } from '../../subcommand';

/** What `data` can do, in the order of its help. */
export const dataSubcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ inspect, import: importData, list, correct, remove }),
);
