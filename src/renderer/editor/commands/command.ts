import type { commandsEn } from '../../messages/commands.en';

/** Groups of the shortcut sheet and the command list, in their order. */
export const COMMAND_GROUPS = [
  'file',
  'edit',
  'select',
  'build',
  'arrange',
  'block',
  'training',
  'view',
  'settings',
  'help',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/**
 * Something the user can do, once: menus, buttons, keys, the command list and the shortcut sheet all read these. The label is
 * the message `commands:labels.ID`.
 */
export interface Command {
  readonly id: keyof (typeof commandsEn)['labels'];
  readonly group: CommandGroup;
  /** Other words that people look for it by, in every language. */
  readonly aliases?: readonly string[];
  /** Key combinations such as `Mod+Shift+Z`; the first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Where its keys work: anywhere outside text fields, or only while the canvas has the focus (keys of the window with Ctrl: anywhere). */
  readonly keysIn?: 'window' | 'canvas';
  /** Whether its keys work in fields of one line, too, which have no use for them; what was typed there counts. */
  readonly worksInFields?: true;
  isEnabled?(): boolean;
  run(): void;
}
