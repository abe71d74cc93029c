/** A record of a table. */
export interface TextRow {
  /** Counted from 1, the header too, and lines without anything. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * The records of a CSV or TSV text (RFC 4180, and what programs make of it): quoted cells with delimiters, line ends and doubled quotes in
 * them; lines that end in LF, CRLF or CR. Lines without anything are left out. A quote that is never closed is a character like others.
 */
export function* parseDelimited(text: string, delimiter: string): Generator<TextRow> {
  let at = 0;
  for (let row = 1; at < text.length; row += 1) {
    const cells: string[] = [];
    let isOver = false;
    while (!isOver) {
      const cell = text[at] === '"' ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
      cells.push(cell.value);
      isOver = text[cell.end] !== delimiter;
      at = cell.end + 1;
      if (isOver && text[cell.end] === '\r' && text[at] === '\n') at += 1;
    }
    if (cells.length > 1 || cells[0] !== '') yield { row, cells };
  }
}

interface ReadCell {
  readonly value: string;
  /** Where the delimiter or the line's end stands. */
  readonly end: number;
}

function readPlain(text: string, start: number, delimiter: string): ReadCell {
  let end = start;
  while (end < text.length && !isEnd(text[end], delimiter)) end += 1;
  return { value: text.slice(start, end).trim(), end };
}

function isEnd(character: string | undefined, delimiter: string): boolean {
  return character === delimiter || character === '\n' || character === '\r';
}

function readQuoted(text: string, start: number, delimiter: string): ReadCell {
  const parts: string[] = [];
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return readPlain(text, start, delimiter);
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') {
      // What follows the quotes belongs to the cell: `"12" mm`.
      const rest = readPlain(text, quote + 1, delimiter);
      return { value: parts.join('') + rest.value, end: rest.end };
    }
    parts.push('"');
    at = quote + 2;
  }
}

/** In the order in which equally good ones are preferred. */
const DELIMITERS = ['\t', ',', ';', '|'] as const;
const SNIFFED_ROWS = 50;
/** Numbers as they are written where the comma is the decimal mark. */
const COMMA_NUMBER = /^-?\d+(,\d+)?$/;

/** The delimiter that divides the first rows most evenly; null where none makes two columns of them. */
export function sniffDelimiter(text: string): string | null {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...evenness(text, delimiter) }));
  const best = Math.max(...scores.map(({ share }) => share));
  if (best < 0.5) return evenness(text, ' ').share > 0.9 ? ' ' : null;
  const semicolon = scores.find(({ delimiter }) => delimiter === ';');
  if (semicolon?.share === best && semicolon.areNumbers) return ';';
  return scores.find(({ share }) => share === best)?.delimiter ?? null;
}

/** Which part of the first rows has the most frequent number of columns (at least two). */
function evenness(text: string, delimiter: string): { share: number; areNumbers: boolean } {
  const counts = new Map<number, number>();
  let total = 0;
  let areNumbers = true;
  for (const { cells } of parseDelimited(text, delimiter)) {
    total += 1;
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    areNumbers &&= total === 1 || cells.every((cell) => COMMA_NUMBER.test(cell));
    if (total === SNIFFED_ROWS) break;
  }
  counts.delete(1);
  return { share: total === 0 ? 0 : Math.max(0, ...counts.values()) / total, areNumbers };
}
