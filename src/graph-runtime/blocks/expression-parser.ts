import { DOCUMENT_LIMITS } from '../document/document';

/** An expression, taken apart. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number | boolean | string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly operands: readonly Expression[] }
  | { readonly kind: 'list'; readonly elements: readonly Expression[] }
  /** An element of a list, counted from 0: `widths[index]`. */
  | { readonly kind: 'element'; readonly list: Expression; readonly index: Expression };

/** How tightly the operators of two operands bind, loosest first; all but `**` group from the left. */
const PRECEDENCE = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '**': 8,
} as const;
export type BinaryOperator = keyof typeof PRECEDENCE;

/** The sign binds tighter than `*`, looser than `**`: `-2 ** 2` is -4, as on paper. */
const UNARY_PRECEDENCE = 7;

/** The functions and the fewest and most operands they take. */
const FUNCTION_OPERANDS = {
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
  abs: [1, 1],
  min: [1, 16],
  max: [1, 16],
  length: [1, 1],
} as const;
export type FunctionName = keyof typeof FUNCTION_OPERANDS;

/** Parentheses, signs and conditions within one another. */
const MAXIMUM_DEPTH = 40;

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | {
      readonly ok: false;
      readonly code: string;
      readonly values: Readonly<Record<string, string | number>>;
    };

/**
 * Parses numbers, texts in quotes of either kind, `true` and `false`, names (`filters`, `in.channels`), the operators above, `!`, `-`, `? :`, parentheses, lists
 * (`[64, 128]`) and their elements (`widths[index]`), and the functions `floor ceil round abs min max length`. A name with a dot is one name: there is
 * no way to reach a property of anything.
 */
export function parseExpression(source: string): ParsedExpression {
  if (source.length > DOCUMENT_LIMITS.expressionLength) {
    return { ok: false, code: 'expression-too-long', values: { limit: DOCUMENT_LIMITS.expressionLength } };
  }
  try {
    return { ok: true, expression: new Parser(source).parse() };
  } catch (error) {
    if (error instanceof SyntaxMistake) return { ok: false, code: error.code, values: error.values };
    throw error;
  }
}

/** Carries a mistake out of the parser's recursion; never leaves this file. */
class SyntaxMistake extends Error {
  constructor(
    readonly code: string,
    readonly values: Readonly<Record<string, string | number>>,
  ) {
    super(code);
  }
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  readonly text: string;
  /** Counted from 1. */
  readonly position: number;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|'([^']*)'|"([^"]*)"|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)|(\*\*|&&|\|\||==|!=|<=|>=|[-+*/%<>!?:(),[\]]))/y;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null) {
      const position = start + (/\S/.exec(source.slice(start))?.index ?? 0);
      throw new SyntaxMistake('expression-unreadable', {
        found: source.charAt(position),
        position: position + 1,
      });
    }
    const [whole, number, single, double, name, symbol] = match;
    const text = single ?? double;
    const position = start + whole.length - whole.trimStart().length + 1;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, position });
    else if (text !== undefined) tokens.push({ kind: 'text', text, position });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, position });
    else tokens.push({ kind: 'symbol', text: symbol ?? '', position });
  }
  tokens.push({ kind: 'end', text: '', position: source.length + 1 });
  return tokens;
}

/** A precedence-climbing parser (Richards, 1979): one loop for all operators of two operands. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  parse(): Expression {
    const expression = this.#conditional();
    if (this.#peek().kind !== 'end') this.#fail();
    return expression;
  }

  #conditional(): Expression {
    this.#depth += 1;
    if (this.#depth > MAXIMUM_DEPTH) throw new SyntaxMistake('expression-too-deep', { limit: MAXIMUM_DEPTH });
    let expression = this.#binary(1);
    if (this.#accept('?')) {
      const whenTrue = this.#conditional();
      this.#expect(':');
      expression = { kind: 'conditional', condition: expression, whenTrue, whenFalse: this.#conditional() };
    }
    this.#depth -= 1;
    return expression;
  }

  /** Operators that bind at least as tightly as `minimum`. */
  #binary(minimum: number): Expression {
    let left = this.#operand();
    for (;;) {
      const operator = this.#peek().text;
      if (this.#peek().kind !== 'symbol' || !isBinaryOperator(operator)) return left;
      const precedence = PRECEDENCE[operator];
      if (precedence < minimum) return left;
      this.#next += 1;
      const right = this.#binary(operator === '**' ? precedence : precedence + 1);
      left = { kind: 'binary', operator, left, right };
    }
  }

  /** A value with the elements that are taken of it: `widths[index]`. */
  #operand(): Expression {
    const isSign = ['-', '!'].includes(this.#peek().text) && this.#peek().kind === 'symbol';
    let operand = this.#value();
    // A sign has taken the elements along with the value behind it.
    while (!isSign && this.#accept('[')) {
      operand = { kind: 'element', list: operand, index: this.#conditional() };
      this.#expect(']');
    }
    return operand;
  }

  #value(): Expression {
    const token = this.#peek();
    if (token.kind === 'end') throw new SyntaxMistake('expression-ends-early', {});
    this.#next += 1;
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'name') return this.#name(token);
    if (token.text === '-' || token.text === '!') {
      this.#depth += 1;
      if (this.#depth > MAXIMUM_DEPTH)
        throw new SyntaxMistake('expression-too-deep', { limit: MAXIMUM_DEPTH });
      const operand = this.#binary(UNARY_PRECEDENCE);
      this.#depth -= 1;
      return { kind: 'unary', operator: token.text, operand };
    }
    if (token.text === '[') return this.#list();
    if (token.text !== '(') this.#fail(token);
    const inner = this.#conditional();
    this.#expect(')');
    return inner;
  }

  #list(): Expression {
    const elements = [this.#conditional()];
    while (this.#accept(',')) elements.push(this.#conditional());
    this.#expect(']');
    return { kind: 'list', elements };
  }

  #name(token: Token): Expression {
    if (token.text === 'true' || token.text === 'false') {
      return { kind: 'literal', value: token.text === 'true' };
    }
    if (!this.#accept('(')) return { kind: 'name', name: token.text };
    const name = token.text;
    if (!isFunctionName(name)) {
      throw new SyntaxMistake('expression-unknown-function', {
        name,
        known: Object.keys(FUNCTION_OPERANDS).join(', '),
      });
    }
    const operands = [this.#conditional()];
    while (this.#accept(',')) operands.push(this.#conditional());
    this.#expect(')');
    const [fewest, most] = FUNCTION_OPERANDS[name];
    if (operands.length < fewest || operands.length > most) {
      throw new SyntaxMistake('expression-operand-count', { name, count: operands.length });
    }
    return { kind: 'call', name, operands };
  }

  #peek(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error('The parser read after the end of the expression.');
    return token;
  }

  #accept(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#next += 1;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) this.#fail();
  }

  #fail(token: Token = this.#peek()): never {
    if (token.kind === 'end') throw new SyntaxMistake('expression-ends-early', {});
    throw new SyntaxMistake('expression-unreadable', { found: token.text, position: token.position });
  }
}

function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, text);
}

function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTION_OPERANDS, name);
}
