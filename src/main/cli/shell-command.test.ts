import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord, suggestedCommand } from './shell-command';

const execute = promisify(execFile);
const shells = ['sh', 'bash', 'dash', 'zsh'].filter((name) => existsSync(`/bin/${name}`));

const names = [
  'plain-name_1.0',
  'with space',
  "it's",
  '"quoted"',
  '$HOME and `id` and $(id)',
  '-leading-dash',
  '--out',
  '~',
  '=ls',
  '*.json?[a]{b,c}',
  'a;b&c|d>e<f#g!h\\i',
  '訓練 結果（一）',
  'é\u00a0ü',
  '',
];
const controls = ['two\nlines', 'tab\tand\rreturn', "esc\u001b[31m it's \\n", 'c1\u0085x', 'ends with\n'];

/** The words as the shell hands them to a program. */
async function wordsIn(shell: string, command: string): Promise<readonly string[]> {
  const program = `${process.execPath} -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' --`;
  const { stdout } = await execute(shell, ['-c', `${program} ${command}`]);
  return JSON.parse(stdout);
}

describe('a suggested command', () => {
  it.each(shells)('reaches the program as it was meant, pasted into %s', async (shell) => {
    expect(await wordsIn(shell, names.map(shellWord).join(' '))).toEqual(names);
  });

  it('reaches it with control characters too, and shows the terminal none of them', async () => {
    const command = controls.map(shellWord).join(' ');
    expect(command).not.toMatch(/\p{Cc}/u);
    expect(await wordsIn('bash', command)).toEqual(controls);
  });

  it('does so for any name there can be', async () => {
    const anyName = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((name) => !name.includes('\0'));
    const words = fc.sample(
      fc.oneof(
        anyName,
        fc.string({ unit: 'binary', maxLength: 8 }).filter((name) => !name.includes('\0')),
      ),
      {
        numRuns: 300,
        seed: 15,
      },
    );
    expect(await wordsIn('bash', words.map(shellWord).join(' '))).toEqual(words);
  });

  it('names the project only where npm would not find it', () => {
    const inside = { npm_lifecycle_event: 'cli', INIT_CWD: process.cwd() };
    expect(suggestedCommand(['train', '--resume', '/a b'], inside)).toBe(
      "npm run --silent cli -- train --resume '/a b'",
    );
    const outside = suggestedCommand(['doctor'], { npm_lifecycle_event: 'cli', INIT_CWD: '/' });
    expect(outside).toMatch(/^npm --prefix \S+ run --silent cli -- doctor$/);
    expect(suggestedCommand(['doctor'], {})).toMatch(/^node \S+cli\.mjs doctor$/);
  });
});
