import { blockCommands } from './block-commands';
import { buildCommands } from './build-commands';
import type { Command } from './command';
import { editCommands } from './edit-commands';
import { fileCommands } from './file-commands';
import { learningCommands } from './learning-commands';
import { runsCommands } from './runs-commands';
import { settingsCommands } from './settings-commands';
import { trainingCommands } from './training-commands';
import { viewCommands } from './view-commands';

/** Everything the user can do, in the order of the shortcut sheet. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...buildCommands,
  ...blockCommands,
  ...learningCommands,
  ...trainingCommands,
  ...runsCommands,
  ...viewCommands,
  ...settingsCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** Keys of the clipboard's commands, which the page receives as their own events. */
export const CLIPBOARD_KEYS: Readonly<Partial<Record<Command['id'], string>>> = {
  cut: 'Mod+X',
  copy: 'Mod+C',
  paste: 'Mod+V',
};

/** The combination shown for a command. */
export function shownKeys(command: Command): string | undefined {
  return command.keys?.[0] ?? CLIPBOARD_KEYS[command.id];
}

export function commandOf(id: Command['id']): Command | undefined {
  return byId.get(id);
}

/** Runs a command if it can be run now. */
export function runCommand(id: Command['id']): boolean {
  const command = byId.get(id);
  if (command === undefined || command.isEnabled?.() === false) return false;
  command.run();
  return true;
}
