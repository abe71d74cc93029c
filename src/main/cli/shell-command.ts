import { join, relative, sep } from 'node:path';
import { findResourceRoot } from '../files/resource-root';

/**
 * A word as POSIX shells (sh, bash, zsh) read it back, whatever it holds. Control characters would act on the terminal that shows the
 * command, so a word with them is written in the form `$'…'`, which bash, zsh and ksh know.
 */
export function shellWord(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word) && !word.startsWith('=')) return word;
  if (/\p{Cc}/u.test(word)) {
    const escaped = word
      .replace(/[\\']/g, (character) => `\\${character}`)
      .replace(/\p{Cc}/gu, (character) =>
        [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
      );
    return `$'${escaped}'`;
  }
  return `'${word.replace(/'/g, "'\\''")}'`;
}

/**
 * A command of this program as the user would type it, to be pasted into the shell it was started from.
 *
 * @param words the command and its arguments, e.g. `train`, `--resume`, `/home/me/run`
 */
export function suggestedCommand(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string {
  return [...beginning(environment), ...words].map(shellWord).join(' ');
}

function beginning(environment: NodeJS.ProcessEnv): readonly string[] {
  const root = findResourceRoot(__dirname);
  if (environment.npm_lifecycle_event !== 'cli') return ['node', join(root, 'scripts', 'cli.mjs')];
  // npm finds the project from within its folder; from elsewhere it must be named.
  const from = relative(root, environment.INIT_CWD ?? root);
  const isInside = from === '' || (from !== '..' && !from.startsWith(`..${sep}`));
  return ['npm', ...(isInside ? [] : ['--prefix', root]), 'run', '--silent', 'cli', '--'];
}
