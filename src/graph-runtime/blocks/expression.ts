import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { nearestName } from '../diagnostics/nearest-name';
import { type Expression, type FunctionName, parseExpression } from './expression-parser';

/** What names stand for in an expression, and what an expression gives. */
export type ExpressionValue = number | boolean | string | readonly number[];

/** The names an expression may use: the parameters of the surrounding block, and `index` in a repeated node. */
export type ExpressionScope = ReadonlyMap<string, ExpressionValue>;

export type ExpressionResult =
  | { readonly ok: true; readonly value: ExpressionValue }
  | { readonly ok: false; readonly diagnostic: DiagnosticDraft };

/**
 * Computes an expression such as `filters * 4` (without the `=` that marks it in a document). Never throws and always ends: an
 * expression has no loops, and its length and nesting are limited. Results are finite numbers, lists of them, booleans or texts.
 */
export function evaluateExpression(source: string, scope: ExpressionScope): ExpressionResult {
  const parsed = parseCached(source);
  if (!parsed.ok) return { ok: false, diagnostic: mistake(source, parsed.code, parsed.values) };
  try {
    return { ok: true, value: evaluate(parsed.expression, scope) };
  } catch (error) {
    if (error instanceof EvaluationError) {
      return { ok: false, diagnostic: mistake(source, error.code, error.values) };
    }
    throw error;
  }
}

/** Whether a document's parameter value is an expression. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/** Yes or no as expressions read it: a number counts as yes when it is not 0. Null for a text or a list, which is neither. */
export function asBoolean(value: ExpressionValue): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' ? value !== 0 : null;
}

type Values = Readonly<Record<string, string | number>>;

function mistake(source: string, code: string, values: Values): DiagnosticDraft {
  return { code, received: source, values: { expression: source, ...values } };
}

/** Carries a mistake in an expression out of the recursion; never leaves this file. */
class EvaluationError extends Error {
  constructor(
    readonly code: string,
    readonly values: Values = {},
  ) {
    super(code);
  }
}

/** A document uses few different expressions very often; the cache starts over before strangers can make it grow. */
const MAXIMUM_CACHED = 2_000;
const cache = new Map<string, ReturnType<typeof parseExpression>>();

function parseCached(source: string): ReturnType<typeof parseExpression> {
  const known = cache.get(source);
  if (known !== undefined) return known;
  if (cache.size >= MAXIMUM_CACHED) cache.clear();
  const parsed = parseExpression(source);
  cache.set(source, parsed);
  return parsed;
}

function evaluate(expression: Expression, scope: ExpressionScope): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      // 1e999 is written as a number and read as infinity.
      return typeof expression.value === 'number' ? finite(expression.value) : expression.value;
    case 'name':
      return lookUp(expression.name, scope);
    case 'unary':
      return expression.operator === '!'
        ? !condition(expression.operand, scope)
        : finite(-number(expression.operand, scope));
    case 'binary':
      return binary(expression, scope);
    case 'conditional':
      return condition(expression.condition, scope)
        ? evaluate(expression.whenTrue, scope)
        : evaluate(expression.whenFalse, scope);
    case 'list':
      return expression.elements.map((element) => number(element, scope));
    case 'element':
      return elementOf(expression, scope);
    case 'call': {
      if (expression.name === 'length') return list(expression.operands[0], scope).length;
      const [first = 0, ...others] = expression.operands.map((operand) => number(operand, scope));
      return finite(FUNCTIONS[expression.name](first, ...others));
    }
  }
}

/** `round` rounds halves away from zero, as people do. */
const FUNCTIONS: Readonly<
  Record<Exclude<FunctionName, 'length'>, (first: number, ...others: number[]) => number>
> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: (value) => Math.sign(value) * Math.round(Math.abs(value)),
  abs: Math.abs,
  min: Math.min,
  max: Math.max,
};

function binary(
  expression: Extract<Expression, { kind: 'binary' }>,
  scope: ExpressionScope,
): ExpressionValue {
  const { operator, left, right } = expression;
  // The right side of && and || is only computed when it matters.
  if (operator === '&&') return condition(left, scope) && condition(right, scope);
  if (operator === '||') return condition(left, scope) || condition(right, scope);
  if (operator === '==' || operator === '!=') {
    const isEqual = isSameValue(evaluate(left, scope), evaluate(right, scope));
    return operator === '==' ? isEqual : !isEqual;
  }
  const a = number(left, scope);
  const b = number(right, scope);
  switch (operator) {
    case '+':
      return finite(a + b);
    case '-':
      return finite(a - b);
    case '*':
      return finite(a * b);
    case '/':
      return finite(a / b);
    case '%':
      return finite(a % b);
    case '**':
      return finite(a ** b);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function lookUp(name: string, scope: ExpressionScope): ExpressionValue {
  const value = scope.get(name);
  // A size that a mistake elsewhere hides.
  if (Number.isNaN(value)) throw new EvaluationError('expression-size-unknown', { name });
  if (value !== undefined) return value;
  const suggestion = nearestName(name, scope.keys());
  if (suggestion !== undefined) {
    throw new EvaluationError('expression-name-misspelled', { name, suggestion });
  }
  const known = Array.from(scope.keys()).join(', ');
  if (known === '') throw new EvaluationError('expression-without-names', { name });
  throw new EvaluationError('expression-unknown-name', { name, known });
}

/** Whether two values are alike; lists are where their elements are. */
export function isSameValue(a: ExpressionValue | undefined, b: ExpressionValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  return a.length === b.length && a.every((element, at) => Object.is(element, b[at]));
}

function list(expression: Expression | undefined, scope: ExpressionScope): readonly number[] {
  const value = expression === undefined ? 0 : evaluate(expression, scope);
  if (typeof value === 'object') return value;
  throw new EvaluationError('expression-not-a-list', { value: String(value) });
}

function elementOf(expression: Extract<Expression, { kind: 'element' }>, scope: ExpressionScope): number {
  const elements = list(expression.list, scope);
  const index = number(expression.index, scope);
  const element = elements[index];
  if (element !== undefined) return element;
  throw new EvaluationError('expression-no-element', { index, last: elements.length - 1 });
}

function number(expression: Expression, scope: ExpressionScope): number {
  const value = evaluate(expression, scope);
  if (typeof value === 'number') return value;
  throw new EvaluationError('expression-not-a-number', { value: shown(value) });
}

function condition(expression: Expression, scope: ExpressionScope): boolean {
  const value = evaluate(expression, scope);
  const answer = asBoolean(value);
  if (answer === null) throw new EvaluationError('expression-not-a-condition', { value: shown(value) });
  return answer;
}

function shown(value: ExpressionValue): string {
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value; // No negative zero: it would be written as 0 and differ.
  throw new EvaluationError('expression-not-finite');
}
