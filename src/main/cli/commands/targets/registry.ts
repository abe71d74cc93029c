import type { Subcommand } from '../../subcommand';
import { add } from './add';
import { check } from './check';
import { install } from './install';
import { list } from './list';
import { remove } from './remove';

/** What `targets` can do, in the order of its help. */
export const targetsSubcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ add, list, check, install, remove }),
);
