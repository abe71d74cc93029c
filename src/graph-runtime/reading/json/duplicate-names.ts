import { visit } from 'jsonc-parser';
import { shortValue } from '../../document/short-value';

/** A name that an object of a JSON text has more than once. */
export interface DuplicateName {
  /** Of the object, as the parsed file has it. */
  readonly place: readonly (string | number)[];
  readonly name: string;
  /** The lines of the first and of the last, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The first and the last value as the text has them, if they are single values. */
  readonly firstValue: string;
  readonly lastValue: string;
}

interface Occurrence {
  readonly line: number;
  value: string;
}

interface Seen {
  readonly first: Occurrence;
  last: Occurrence;
}

/** Names given twice in one object. JSON lets the last one win, without a word. `text` must be JSON. */
export function findDuplicateNames(text: string, most: number): readonly DuplicateName[] {
  const objects: Map<string, Seen>[] = [];
  const found = new Map<Seen, Pick<DuplicateName, 'place' | 'name'>>();
  let current: Occurrence | null = null;
  const compound = (sign: string) => {
    if (current !== null) current.value = sign;
    current = null;
  };
  visit(text, {
    onObjectBegin: () => {
      compound('{ … }');
      objects.push(new Map());
    },
    onObjectEnd: () => {
      objects.pop();
    },
    onArrayBegin: () => compound('[ … ]'),
    onObjectProperty: (name, _offset, _length, line, _character, path) => {
      const names = objects.at(-1);
      current = { line: line + 1, value: '' };
      const seen = names?.get(name);
      if (seen === undefined) names?.set(name, { first: current, last: current });
      else {
        seen.last = current;
        if (found.size < most && !found.has(seen)) found.set(seen, { place: path(), name });
      }
    },
    onLiteralValue: (value: unknown) => {
      if (current !== null) current.value = shortValue(value);
      current = null;
    },
  });
  return [...found].map(([{ first, last }, where]) => ({
    ...where,
    firstLine: first.line,
    lastLine: last.line,
    firstValue: first.value,
    lastValue: last.value,
  }));
}
