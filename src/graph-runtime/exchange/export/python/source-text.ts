/** Pieces that printers of Python sources share. */

export const WIDTH = 100;
export const INDENT = '    ';

/** Text that may be in three quotes. */
export function docText(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, "'").replace(/\s+/g, ' ').trim() || 'A network';
}

/** Words in lines of at most that many characters. */
export function fill(text: string, width: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** A docstring below a line that is indented by `indent`. */
export function docstring(text: string, indent: string): readonly string[] {
  const [first = '', ...others] = fill(docText(text), WIDTH - 8);
  if (others.length === 0) return [`${indent}"""${first}"""`];
  return [`${indent}"""${first}`, ...others.map((line) => `${indent}${line}`), `${indent}"""`];
}

/** A line, or, where it is too long, its arguments below it. */
export function wrapped(
  start: string,
  items: readonly string[],
  end: string,
  line: string,
): readonly string[] {
  if (line.length <= WIDTH) return [line];
  const indent = /^ */.exec(start)?.[0] ?? '';
  const together = `${indent}${INDENT}${items.join(', ')},`;
  const inner = together.length <= WIDTH ? [together] : items.map((item) => `${indent}${INDENT}${item},`);
  return [start, ...inner, `${indent}${end}`];
}
