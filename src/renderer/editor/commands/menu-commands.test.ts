import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../contract/contract';
import { usePreferences } from '../../store/bridge/preferences';
import { commands } from './commands';

/*
 * Whoever looks for something by name looks in the command list. So every entry of every menu is a command with the entry's id, or it is listed
 * here with the reason.
 */

const RENDERER = path.resolve(import.meta.dirname, '../..');

const OF_A_ROW = 'acts on the run, block, parameter or step in whose row the menu opens';
const OF_A_FIELD = 'chooses what a field holds, as the field itself does';

/** Entries that are no commands, by file and id: why. An id that is computed is written as its source has it. */
const REASONS: Readonly<Record<string, string>> = {
  'frame/shell/FileMenu.tsx filePath': 'a recent file; the native menu and the gallery have them, too',
  'frame/shell/FileMenu.tsx id': 'the ids of export commands',
  'frame/shell/LayoutMenu.tsx flow': 'its two values are the commands layoutDown and layoutRight',
  'frame/shell/HeatMenu.tsx heat': 'its values are the commands heatNone, heatParameters, ...',
  'frame/shell/SettingsMenu.tsx id': 'theme, language, contrast, motion: a command for each value',
  'frame/shell/SettingsMenu.tsx textScale': 'the commands textLarger and textSmaller step through its values',
  'editor/canvas/CanvasMenu.tsx id': 'the ids of commands',
  'editor/canvas/CanvasMenu.tsx `${fix.code}-${JSON.stringify(fix.values)}`':
    'a quick fix: it belongs to the problem that it removes',
  'editor/canvas/CanvasMenu.tsx insert':
    'adds a layer on the wire that was clicked, at the pointer, as a double click does',
  'editor/palette/LibrarySection.tsx export': OF_A_ROW,
  'editor/palette/LibrarySection.tsx remove': OF_A_ROW,
  'editor/inspector/FieldActions.tsx `join:${name}`': OF_A_ROW,
  'editor/inspector/FieldActions.tsx new': OF_A_ROW,
  'training/settings/AugmentationList.tsx kind.type': OF_A_FIELD,
  'editor/problems/DatasetOffers.tsx kind': 'ways to find the set that the message beside it names',
  'workbench/metrics/CurvesToolbar.tsx id': 'the ids of export commands',
  'workbench/runs/RunsToolbar.tsx field.key': OF_A_FIELD,
  'workbench/runs/RunsToolbar.tsx group-by': OF_A_FIELD,
  'workbench/runs/run-actions.ts look': OF_A_ROW,
  'workbench/runs/run-actions.ts open': OF_A_ROW,
  'workbench/runs/run-actions.ts resume': OF_A_ROW,
  'workbench/runs/run-actions.ts start-from': OF_A_ROW,
  'workbench/runs/run-actions.ts export': OF_A_ROW,
  'workbench/runs/run-actions.ts tensorboard': OF_A_ROW,
  'workbench/runs/run-actions.ts delete': OF_A_ROW,
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(file);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [file] : [];
  });
}

interface Entry {
  readonly file: string;
  /** A literal's text, or the source of what computes it. */
  readonly id: string;
  readonly isLiteral: boolean;
}

/** All entries of menus in the window's sources, but for submenus and lines, which do nothing by themselves. */
function menuEntries(): Entry[] {
  return filesIn(RENDERER).flatMap((file) => {
    const name = path.relative(RENDERER, file).replaceAll('\\', '/');
    if (name === 'ui/Menu.tsx') return [];
    const source = readFileSync(file, 'utf8');
    const found = source.matchAll(/kind: '(?:item|check|choice)'(?: as const)?,\s*id(?:: ([^,\n]+))?,/g);
    return Array.from(found, ([, written = 'id']): Entry => {
      const literal = /^'(.*)'$/.exec(written)?.[1];
      return { file: name, id: literal ?? written, isLiteral: literal !== undefined };
    });
  });
}

describe('the entries of menus', () => {
  const entries = menuEntries();

  it('are commands, or there is a reason', () => {
    // Who writes entries in another way than this test reads would not be seen.
    expect(entries.length).toBeGreaterThan(30);
    const missing = entries
      .filter(({ id, isLiteral }) => !(isLiteral && commands.some((command) => command.id === id)))
      .map(({ file, id }) => `${file} ${id}`)
      .filter((entry) => REASONS[entry] === undefined);
    expect(missing).toEqual([]);
  });

  it('need no reason that is listed in vain', () => {
    const there = new Set(entries.map(({ file, id }) => `${file} ${id}`));
    expect(Object.keys(REASONS).filter((entry) => !there.has(entry))).toEqual([]);
  });

  it.each(['theme', 'language', 'contrast', 'motion'] as const)(
    'have a command for each %s',
    async (name) => {
      const chosen: unknown[] = [];
      const { change } = usePreferences.getState();
      usePreferences.setState({
        change: async (changes) => {
          chosen.push(changes[name]);
        },
      });
      for (const command of commands) if (command.group === 'settings') command.run();
      usePreferences.setState({ change });
      expect(new Set(chosen.filter((value) => value !== undefined))).toEqual(
        new Set(settingsSchema.shape[name].options),
      );
    },
  );
});
