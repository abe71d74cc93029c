/** A word for a POSIX shell, in single quotes: it is taken as it is, whatever it holds. */
export function shellQuoted(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}
