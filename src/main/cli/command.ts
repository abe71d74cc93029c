import type { OptionDefinitions } from './arguments';
import type { Output } from './output';

/** One command of the command line: what it takes, what its help says, and what it does. */
export interface Command {
  /** What follows its name: `FILE`. */
  readonly takes: string;
  /** Its line in the list of commands. */
  readonly summary: string;
  /** The ways to call it, as in `train FILE: trains a network with the settings in its file`. */
  readonly uses: readonly string[];
  /** What there is to know before its options. */
  readonly introduction?: string;
  readonly options: OptionDefinitions;
  /** What there is to know after its options. */
  readonly notes?: string;
  /** What its exit codes 0 and 1 mean; 2 always means bad arguments. */
  readonly exitCodes: readonly [fine: string, failed: string];
  /** It runs a network in a trainer, which is started while the arguments are still read. */
  readonly isTraining?: true;
  /** It says beforehand which of the user's settings the engine does not obey; others report them in their own way. */
  readonly reportsSettings?: true;
  /** Does it, and answers the exit code. */
  readonly run: (args: readonly string[], output: Output) => Promise<number>;
}

/** What all commands have that run a network in a trainer and report its result. */
export const RUNS_A_NETWORK = {
  exitCodes: ['done', 'failed'],
  isTraining: true,
  reportsSettings: true,
} as const satisfies Partial<Command>;
