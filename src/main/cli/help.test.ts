import { describe, expect, it } from 'vitest';
import { commands } from './commands/registry';
import { commandHelp, optionLines, overview } from './help';

describe('the help', () => {
  it('lists every command with what it takes and does, in columns', () => {
    const lines = overview(commands);
    expect(lines.join('\n')).toMatch(
      /^ {2}inspect FILE {3,}shapes, parameters, cost and memory of a network$/m,
    );
    const columns = lines.filter((line) => line.startsWith('  ')).map((line) => / {3,}(?=\S)/.exec(line));
    const starts = columns.map((gap) => (gap === null ? null : gap.index + gap[0].length));
    expect(new Set(starts)).toEqual(new Set([starts[0]]));
    for (const [name, { summary }] of commands) {
      expect(lines.filter((line) => line.startsWith(`  ${name} `) && line.endsWith(summary))).toHaveLength(1);
    }
  });

  it.each([...commands])(
    'of %s says every option it reads, once, and what its exit codes mean',
    (name, command) => {
      const lines = commandHelp(command);
      expect(lines[0]).toMatch(new RegExp(`^${name}( [A-Z]| [a-z]+(:| [A-Z])|:)`));
      const listed = lines.flatMap((line) => /^ {2}--([a-z-]+)( [A-Z][\w=]*)? {3,}\S/.exec(line)?.[1] ?? []);
      expect(listed.sort()).toEqual(Object.keys(command.options).sort());
      expect(lines.at(-1)).toMatch(/^Exit code: 0 .+, 1 .+, 2 bad arguments\.$/);
    },
  );

  it('puts what a flag, a value and a longer help need into columns, and groups under headings', () => {
    const lines = optionLines({
      json: { kind: 'flag', help: 'print JSON' },
      seed: { kind: 'integer', minimum: 0, maximum: 9, help: 'of the weights', group: 'Settings' },
      weights: { kind: 'text', what: 'a file', value: 'FILE', help: 'the weights\nto start from' },
    });
    expect(lines).toEqual([
      '  --json           print JSON',
      '  --weights FILE   the weights',
      '                   to start from',
      '',
      'Settings:',
      '  --seed N         of the weights',
    ]);
  });
});
