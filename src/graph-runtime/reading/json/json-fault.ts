import { type JSONVisitor, visit } from 'jsonc-parser';

/** What must come next at a place of a JSON text. */
export type ExpectedNext = 'value' | 'name' | 'colon' | 'commaOrBrace' | 'commaOrBracket' | 'end';

/** The library's faults that say more than what was expected, by its numbers (its names exist only as types). */
const KINDS: Readonly<Record<number, FaultKind>> = {
  10: 'comment',
  12: 'open-text',
  13: 'number',
  14: 'escape',
  15: 'escape',
  16: 'control-character',
};
type FaultKind = 'comment' | 'open-text' | 'number' | 'escape' | 'control-character' | 'unexpected';

/** A bracket that is open, and the line it is on. */
interface Open {
  readonly bracket: '{' | '[';
  readonly line: number;
}

/** A place in a text; line and column from 1. */
export interface TextPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The first place at which a text is not JSON. */
export interface JsonFault extends TextPosition {
  readonly kind: FaultKind;
  readonly expected: ExpectedNext;
  /** The comma right before it, if there is one. */
  readonly comma: TextPosition | null;
  /** The innermost bracket that is open there. */
  readonly open: Open | null;
}

/** Ends the visit: what comes after the first fault is guesswork. */
class FaultFound extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super('not JSON');
    this.fault = fault;
  }
}

/**
 * Where a text stops being JSON; null when it is JSON throughout. Its brackets must be known not to nest too deep: up to its first
 * fault they nest as `checkText` counts them.
 */
export function findJsonFault(text: string): JsonFault | null {
  try {
    visit(text, new Reader(), { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (error instanceof FaultFound) return error.fault;
    throw error;
  }
  return null;
}

/** Keeps track of what must come next while a text is visited. */
class Reader implements JSONVisitor {
  readonly #open: Open[] = [];
  #closed: Open | null = null;
  #separator: TextPosition | null = null;
  #last: 'start' | 'begin' | 'name' | 'colon' | 'comma' | 'value' = 'start';

  readonly onObjectBegin = (_offset: number, _length: number, line: number) => this.#begin('{', line);
  readonly onArrayBegin = (_offset: number, _length: number, line: number) => this.#begin('[', line);
  readonly onObjectEnd = () => this.#end();
  readonly onArrayEnd = () => this.#end();
  readonly onObjectProperty = () => {
    this.#last = 'name';
  };
  readonly onLiteralValue = () => {
    this.#last = 'value';
  };
  readonly onSeparator = (sign: string, offset: number, _length: number, line: number, character: number) => {
    this.#last = sign === ':' ? 'colon' : 'comma';
    this.#separator = { offset, line: line + 1, column: character + 1 };
  };

  readonly onError = (error: number, offset: number, _length: number, line: number, character: number) => {
    // A bracket that is missing at the end was reported as closed before.
    const open = error === 7 || error === 8 ? this.#closed : (this.#open.at(-1) ?? null);
    throw new FaultFound({
      kind: KINDS[error] ?? 'unexpected',
      offset,
      line: line + 1,
      column: character + 1,
      expected: this.#expected(open),
      comma: this.#last === 'comma' ? this.#separator : null,
      open,
    });
  };

  #begin(bracket: Open['bracket'], line: number): void {
    this.#open.push({ bracket, line: line + 1 });
    this.#last = 'begin';
  }

  /** The library says so before it looks whether the closing bracket is there. */
  #end(): void {
    this.#closed = this.#open.pop() ?? null;
    this.#last = 'value';
  }

  #expected(open: Open | null): ExpectedNext {
    switch (this.#last) {
      case 'name':
        return 'colon';
      case 'start':
      case 'colon':
        return 'value';
      case 'value':
        if (open === null) return 'end';
        return open.bracket === '{' ? 'commaOrBrace' : 'commaOrBracket';
      case 'begin':
      case 'comma':
        return open?.bracket === '{' ? 'name' : 'value';
    }
  }
}
