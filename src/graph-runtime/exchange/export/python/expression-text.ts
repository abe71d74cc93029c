import { type Expression, parseExpression } from '../../../blocks/expression-parser';

/** How tightly Python's operators bind, loosest first. */
const LEVEL = {
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  sum: 6,
  product: 7,
  sign: 8,
  power: 9,
  atom: 10,
};

interface Written {
  readonly text: string;
  readonly level: number;
}

/**
 * An expression of a document in Python.
 *
 * @param source without the `=` in front
 * @param names what its names are in Python; a number or truth value is put in, and what follows from it is worked out
 * @returns null where it cannot be written, because it uses another name, or an operator that Python has otherwise
 */
export function expressionText(source: string, names: ReadonlyMap<string, string | number>): string | null {
  const parsed = parseExpression(source);
  if (!parsed.ok) return null;
  try {
    return write(simplified(parsed.expression, names), names).text;
  } catch (error) {
    if (error instanceof NotWritten) return null;
    throw error;
  }
}

class NotWritten extends Error {}

/** With known numbers put in, as far as that decides comparisons and conditions. */
function simplified(expression: Expression, names: ReadonlyMap<string, string | number>): Expression {
  const inner = (one: Expression) => simplified(one, names);
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'name': {
      const value = names.get(expression.name);
      return typeof value === 'number' ? { kind: 'literal', value } : expression;
    }
    case 'unary':
      return { ...expression, operand: inner(expression.operand) };
    case 'binary':
      return simplifiedBinary(expression, inner(expression.left), inner(expression.right));
    case 'conditional': {
      const condition = inner(expression.condition);
      if (condition.kind === 'literal')
        return inner(condition.value ? expression.whenTrue : expression.whenFalse);
      return {
        ...expression,
        condition,
        whenTrue: inner(expression.whenTrue),
        whenFalse: inner(expression.whenFalse),
      };
    }
    case 'call':
      return { ...expression, operands: expression.operands.map(inner) };
    case 'list':
      return { ...expression, elements: expression.elements.map(inner) };
    case 'element':
      return { ...expression, list: inner(expression.list), index: inner(expression.index) };
  }
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function simplifiedBinary(expression: Binary, left: Expression, right: Expression): Expression {
  const { operator } = expression;
  const known = [left, right].find((side) => side.kind === 'literal' && typeof side.value === 'boolean');
  if (known?.kind === 'literal' && (operator === '&&' || operator === '||')) {
    const other = known === left ? right : left;
    return known.value === (operator === '&&') ? other : known;
  }
  if (left.kind === 'literal' && right.kind === 'literal') {
    const [a, b] = [Number(left.value), Number(right.value)];
    if (operator === '==') return { kind: 'literal', value: left.value === right.value };
    if (operator === '!=') return { kind: 'literal', value: left.value !== right.value };
    if (operator === '<') return { kind: 'literal', value: a < b };
    if (operator === '<=') return { kind: 'literal', value: a <= b };
    if (operator === '>') return { kind: 'literal', value: a > b };
    if (operator === '>=') return { kind: 'literal', value: a >= b };
  }
  return { ...expression, left, right };
}

const BINARY = {
  '||': ['or', LEVEL.or],
  '&&': ['and', LEVEL.and],
  '==': ['==', LEVEL.comparison],
  '!=': ['!=', LEVEL.comparison],
  '<': ['<', LEVEL.comparison],
  '<=': ['<=', LEVEL.comparison],
  '>': ['>', LEVEL.comparison],
  '>=': ['>=', LEVEL.comparison],
  '+': ['+', LEVEL.sum],
  '-': ['-', LEVEL.sum],
  '*': ['*', LEVEL.product],
  '**': ['**', LEVEL.power],
} as const;

function write(expression: Expression, names: ReadonlyMap<string, string | number>): Written {
  const at = (one: Expression, least: number) => {
    const { text, level } = write(one, names);
    return level < least ? `(${text})` : text;
  };
  switch (expression.kind) {
    case 'literal':
      return { text: literalText(expression.value), level: LEVEL.atom };
    case 'name': {
      const name = names.get(expression.name);
      if (name === undefined) throw new NotWritten(expression.name);
      return { text: `${name}`, level: LEVEL.atom };
    }
    case 'unary':
      return expression.operator === '!'
        ? { text: `not ${at(expression.operand, LEVEL.not)}`, level: LEVEL.not }
        : { text: `-${at(expression.operand, LEVEL.sign)}`, level: LEVEL.sign };
    case 'binary': {
      const { operator } = expression;
      // A quotient is no whole number in Python, and its remainder has another sign.
      if (operator === '/' || operator === '%') throw new NotWritten(operator);
      const [sign, level] = BINARY[operator];
      // Comparisons do not chain, a power groups from the right.
      const left = at(expression.left, level + (level === LEVEL.comparison || level === LEVEL.power ? 1 : 0));
      const right = at(expression.right, level + (level === LEVEL.power ? 0 : 1));
      return { text: `${left} ${sign} ${right}`, level };
    }
    case 'conditional': {
      const condition = at(expression.condition, LEVEL.or);
      const whenTrue = at(expression.whenTrue, LEVEL.or);
      return {
        text: `${whenTrue} if ${condition} else ${at(expression.whenFalse, LEVEL.or)}`,
        level: LEVEL.conditional,
      };
    }
    case 'call':
      return callText(expression, at);
    case 'list': {
      const elements = expression.elements.map((one) => at(one, LEVEL.conditional));
      return { text: `(${elements.join(', ')}${elements.length === 1 ? ',' : ''})`, level: LEVEL.atom };
    }
    case 'element': {
      const text = `${at(expression.list, LEVEL.atom)}[${at(expression.index, LEVEL.conditional)}]`;
      return { text, level: LEVEL.atom };
    }
  }
}

function literalText(value: number | boolean | string): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? JSON.stringify(value) : `${value}`;
}

type Call = Extract<Expression, { kind: 'call' }>;

function callText({ name, operands }: Call, at: (one: Expression, least: number) => string): Written {
  const [only] = operands;
  if (name === 'floor' && only?.kind === 'binary' && only.operator === '/') {
    const text = `${at(only.left, LEVEL.product)} // ${at(only.right, LEVEL.product + 1)}`;
    return { text, level: LEVEL.product };
  }
  // Python rounds halves to even numbers.
  if (name === 'round') throw new NotWritten(name);
  const inside = operands.map((one) => at(one, LEVEL.conditional)).join(', ');
  const callee = name === 'floor' || name === 'ceil' ? `math.${name}` : name === 'length' ? 'len' : name;
  return { text: `${callee}(${inside})`, level: LEVEL.atom };
}
