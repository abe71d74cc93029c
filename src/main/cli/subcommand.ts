import type { OptionDefinitions } from './arguments';
import type { Output } from './output';

/** What a command of several does: `data list`, `targets check`, ... */
export interface Subcommand {
  /** The ways to call it, as in `data remove ID: removes a data set`. */
  readonly uses: readonly string[];
  readonly options: OptionDefinitions;
  /** Does it, and answers the exit code. */
  readonly run: (args: readonly string[], output: Output) => Promise<number>;
}
