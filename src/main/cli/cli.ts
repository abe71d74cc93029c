import { nearestName } from '../../graph-runtime/diagnostics/nearest-name';
import { findUserSettings } from '../trainer/engine/environment.mjs';
import { settingWarnings } from '../trainer/prepare/setting-warnings';
import { UsageError } from './arguments';
import { commands } from './commands/registry';
import { commandHelp, overview } from './help';
import { type Output, standardOutput } from './output';
import { internalError, terminalFailure } from './terminal-failure';
import { endTrainerAhead, startTrainerAhead } from './trainer-ahead';

/** Says which of the user's settings the engine will not obey. */
function noteSettings(output: Output): void {
  for (const warning of settingWarnings(findUserSettings(process.env))) {
    output.note(terminalFailure(warning));
  }
}

/** Runs the command line `args` (without node and script) and answers its exit code. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) {
      output.print(help(name === 'help' ? rest[0] : name));
      return 0;
    }
    const command = commands.get(name);
    if (command === undefined) throw unknownCommand(name);
    if (command.reportsSettings) noteSettings(output);
    if (command.isTraining) startTrainerAhead();
    return await command.run(rest, output);
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

/** The help of one command, or the list of all. */
function help(name: string | undefined): readonly string[] {
  const command = name === undefined ? undefined : commands.get(name);
  return command === undefined ? overview(commands) : commandHelp(command);
}

function unknownCommand(name: string): UsageError {
  const nearest = nearestName(name, [...commands.keys()]);
  const hint =
    nearest === undefined
      ? `the commands are ${[...commands.keys()].join(', ')}`
      : `did you mean ${nearest}?`;
  return new UsageError(`There is no command ${name}: ${hint}`);
}

const output = standardOutput();
void runCommandLine(process.argv.slice(2), output).then((code) => {
  process.exitCode = code;
  return output.end();
});
