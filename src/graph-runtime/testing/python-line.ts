/**
 * Reads the one line of Python that a layer offers as its Keras or PyTorch code: calls, their arguments and literals, and a `lambda` of
 * a call or a slice. Anything else is refused, because it could not be checked.
 */
export type PythonExpression =
  | { readonly kind: 'int' | 'float'; readonly text: string }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bool' | 'none' }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly PythonExpression[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly call: PythonCall }
  | { readonly kind: 'function'; readonly body: PythonExpression }
  | { readonly kind: 'slice'; readonly of: PythonExpression };

export interface PythonCall {
  /** With its modules: `keras.layers.Conv2D`. */
  readonly callee: string;
  readonly positional: readonly PythonExpression[];
  readonly keywords: readonly { readonly name: string; readonly value: PythonExpression }[];
}

/** @throws on what is not such a line, saying where. */
export function readPythonLine(line: string): PythonExpression {
  const reader = new Reader(line);
  const expression = reader.expression();
  reader.end();
  return expression;
}

/** Every call in an expression, outermost first. */
export function callsIn(expression: PythonExpression): readonly PythonCall[] {
  switch (expression.kind) {
    case 'call': {
      const { positional, keywords } = expression.call;
      return [expression.call, ...[...positional, ...keywords.map(({ value }) => value)].flatMap(callsIn)];
    }
    case 'tuple':
    case 'list':
      return expression.items.flatMap(callsIn);
    case 'function':
      return callsIn(expression.body);
    case 'slice':
      return callsIn(expression.of);
    default:
      return [];
  }
}

const NUMBER = /-?\d+(\.\d+)?(e[+-]?\d+)?/y;
const NAME = /[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/y;
const TEXT = /"[^"\\\n]*"/y;
const SUBSCRIPT = /\[(\.\.\., ?|(:, ?)+)\d+:\d+(:\d+)?\]/y;

class Reader {
  #position = 0;

  constructor(private readonly line: string) {}

  expression(): PythonExpression {
    const number = this.#match(NUMBER);
    if (number !== null) return { kind: /[.e]/.test(number) ? 'float' : 'int', text: number };
    const text = this.#match(TEXT);
    if (text !== null) return { kind: 'str', value: text.slice(1, -1) };
    if (this.#take('(')) return this.#inParentheses();
    if (this.#take('[')) return { kind: 'list', items: this.#items(']').items };
    const name = this.#match(NAME);
    if (name === null) throw this.#mistake('a value');
    if (name === 'lambda') return this.#lambda();
    if (name === 'True' || name === 'False') return { kind: 'bool' };
    if (name === 'None') return { kind: 'none' };
    if (this.#take('(')) return { kind: 'call', call: this.#call(name) };
    const expression: PythonExpression = { kind: 'name', name };
    return this.#match(SUBSCRIPT) === null ? expression : { kind: 'slice', of: expression };
  }

  end(): void {
    if (this.#position < this.line.length) throw this.#mistake('the end');
  }

  #inParentheses(): PythonExpression {
    const { items, hasComma } = this.#items(')');
    const [only] = items;
    return only !== undefined && !hasComma ? only : { kind: 'tuple', items };
  }

  #items(close: string): { items: PythonExpression[]; hasComma: boolean } {
    const items: PythonExpression[] = [];
    let hasComma = false;
    while (!this.#take(close)) {
      if (items.length > 0 && !hasComma) throw this.#mistake(`a comma or ${close}`);
      items.push(this.expression());
      const isFollowed = this.#take(',');
      if (!isFollowed) {
        this.#expect(close);
        return { items, hasComma };
      }
      hasComma = true;
    }
    return { items, hasComma };
  }

  #lambda(): PythonExpression {
    if (this.#match(NAME) === null) throw this.#mistake('a name');
    this.#expect(':');
    return { kind: 'function', body: this.expression() };
  }

  #call(callee: string): PythonCall {
    const positional: PythonExpression[] = [];
    const keywords: { name: string; value: PythonExpression }[] = [];
    while (!this.#take(')')) {
      const keyword = this.#match(/[A-Za-z_]\w*=/y);
      if (keyword !== null) keywords.push({ name: keyword.slice(0, -1), value: this.expression() });
      else if (keywords.length > 0) throw this.#mistake('a keyword argument');
      else positional.push(this.expression());
      if (this.#take(',')) continue;
      this.#expect(')');
      break;
    }
    return { callee, positional, keywords };
  }

  #match(pattern: RegExp): string | null {
    this.#skipSpaces();
    pattern.lastIndex = this.#position;
    const [text = null] = pattern.exec(this.line) ?? [];
    if (text !== null) this.#position += text.length;
    return text;
  }

  #take(sign: string): boolean {
    this.#skipSpaces();
    if (this.line[this.#position] !== sign) return false;
    this.#position += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#mistake(sign);
  }

  #skipSpaces(): void {
    while (this.line[this.#position] === ' ') this.#position += 1;
  }

  #mistake(expected: string): Error {
    return new Error(`${expected} expected at character ${this.#position}: ${this.line}`);
  }
}
