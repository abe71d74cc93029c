import type { OptionDefinition, OptionDefinitions } from './arguments';
import type { Command } from './command';

/** What stands for the value of an option that does not name it. */
const VALUES = {
  text: 'TEXT',
  texts: 'TEXT',
  integer: 'N',
  number: 'X',
  choice: 'NAME',
  shape: 'HxWxC',
} as const;
const GAP = 3;

/** What the command line can do: a line for each command. */
export function overview(commands: ReadonlyMap<string, Command>): readonly string[] {
  const heads = new Map([...commands].map(([name, { takes }]) => [name, `  ${name} ${takes}`.trimEnd()]));
  const width = widest([...heads.values()]);
  return [
    'Netloom without a window.',
    '',
    ...[...commands].map(([name, { summary }]) => `${(heads.get(name) ?? '').padEnd(width)}${summary}`),
    '',
    '"COMMAND --help" lists the options of a command. In this clone: npm run --silent cli -- COMMAND ...',
  ];
}

/** How one command is called, each of its options, and its exit codes. */
export function commandHelp(command: Command): readonly string[] {
  const { uses, introduction, options, notes, exitCodes } = command;
  const [fine, failed] = exitCodes;
  return [
    ...uses,
    '',
    ...(introduction === undefined ? [] : [...introduction.split('\n'), '']),
    ...optionLines(options),
    '',
    ...(notes === undefined ? [] : notes.split('\n')),
    `Exit code: 0 ${fine}, 1 ${failed}, 2 bad arguments.`,
  ];
}

/** A line for each option: name, what it takes, what it does. Those of a group come under its heading, after the others. */
export function optionLines(options: OptionDefinitions): readonly string[] {
  const width = widest(Object.entries(options).map(([name, option]) => head(name, option)));
  const linesOf = (group: string | undefined) =>
    Object.entries(options)
      .filter(([, option]) => option.group === group)
      .flatMap(([name, option]) => {
        const [first = '', ...more] = option.help.split('\n');
        return [
          `${head(name, option).padEnd(width)}${first}`,
          ...more.map((line) => ' '.repeat(width) + line),
        ];
      });
  const groups = new Set(Object.values(options).flatMap(({ group }) => group ?? []));
  return [...linesOf(undefined), ...[...groups].flatMap((group) => ['', `${group}:`, ...linesOf(group)])];
}

function head(name: string, option: OptionDefinition): string {
  return option.kind === 'flag' ? `  --${name}` : `  --${name} ${option.value ?? VALUES[option.kind]}`;
}

function widest(heads: readonly string[]): number {
  return Math.max(...heads.map(({ length }) => length)) + GAP;
}
