import { list } from './list';
import { remove } from './remove';
import type { DataSubcommand } from './subcommand';

/** What `data` can do, in the order of its help. */
export const dataSubcommands: ReadonlyMap<string, DataSubcommand> = new Map(Object.entries({ list, remove }));
