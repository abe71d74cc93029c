import { nearestName } from '../../graph-runtime/diagnostics/nearest-name';
import { findUserSettings } from '../trainer/engine/environment.mjs';
import { settingWarnings } from '../trainer/prepare/setting-warnings';
import { UsageError } from './arguments';
import { bench } from './commands/bench';
import { doctor } from './commands/doctor';
import { evaluate } from './commands/evaluate';
import { helpText } from './commands/help';
import { inspect } from './commands/inspect';
import { predict } from './commands/predict';
import { time } from './commands/time';
import { train } from './commands/train';
import { type Output, standardOutput } from './output';
import { internalError, terminalFailure } from './terminal-failure';
import { endTrainerAhead, startTrainerAhead } from './trainer-ahead';

/** A command: takes its arguments and answers the exit code. */
export type Command = (args: readonly string[], output: Output) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  inspect,
  train,
  evaluate,
  predict,
  bench,
  time,
  doctor,
};

/** Commands that compute with the engine. (`train` passes on what the trainer says; `doctor` has it among its findings.) */
const usingEngine: ReadonlySet<string> = new Set(['evaluate', 'predict', 'bench', 'time']);

/** Says which of the user's settings the engine will not obey. */
function noteSettings(output: Output): void {
  for (const warning of settingWarnings(findUserSettings(process.env))) {
    output.note(terminalFailure(warning));
  }
}

/** Commands that run a network in a trainer. */
const training: ReadonlySet<string> = new Set(['train', 'evaluate', 'predict', 'bench', 'time']);

/** Runs the command line `args` (without node and script) and answers its exit code. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) {
      output.print(helpText(name === 'help' ? rest[0] : name).split('\n'));
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw unknownCommand(name);
    if (usingEngine.has(name)) noteSettings(output);
    if (training.has(name)) startTrainerAhead();
    return await command(rest, output);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      output.note(internalError(error));
      return 1;
    }
    output.note(error.message);
    return 2;
  } finally {
    endTrainerAhead();
  }
}

function unknownCommand(name: string): UsageError {
  const nearest = nearestName(name, Object.keys(commands));
  const hint =
    nearest === undefined
      ? `the commands are ${Object.keys(commands).join(', ')}`
      : `did you mean ${nearest}?`;
  return new UsageError(`There is no command ${name}: ${hint}`);
}

void runCommandLine(process.argv.slice(2), standardOutput()).then((code) => {
  process.exitCode = code;
});
