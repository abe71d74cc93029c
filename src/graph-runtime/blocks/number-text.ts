import { evaluateExpression } from './expression';

/** Numbers as people type them: with arithmetic, in the notation of papers, in the wide letters of a Chinese keyboard. */

export interface NumberLimits {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly isWhole?: boolean | undefined;
}

/** Why a text cannot be the value of a field. */
export type NumberProblem =
  | { readonly reason: 'unreadable' | 'notFinite' }
  | { readonly reason: 'notWhole'; readonly value: number }
  | { readonly reason: 'tooSmall' | 'tooLarge'; readonly value: number; readonly limit: number };

export type NumberReading =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: NumberProblem };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Digits grouped by commas, as tables and this window write them. */
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** Enough to tell doubles of a calculation apart, and few enough for 0.1 * 3 to be 0.3. */
const DIGITS = 15;

/** What a field may show while a number is typed, from its first sign on. */
export function isPlainNumber(text: string, minimum?: number): boolean {
  const isSigned = minimum === undefined || minimum < 0;
  return (isSigned ? /^-?\d*\.?\d*$/ : /^\d*\.?\d*$/).test(text);
}

/** An expression with the signs that expressions have: `2^3` and `２×３` are written `2**3` and `2*3`. */
export function withUsualSigns(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[×∙⋅]/g, '*')
    .replaceAll('÷', '/')
    .replace(/[−–]/g, '-')
    .replaceAll('^', '**')
    .trim();
}

/** The number that a text says or comes to, without any names; null where there is none. */
export function readNumber(text: string): number | null {
  const written = withUsualSigns(text).replace(/^=/, '').trim();
  if (NUMBER.test(written)) return Number(written);
  if (GROUPED.test(written)) return Number(written.replaceAll(',', ''));
  const result = evaluateExpression(written.replace(/^\+/, ''), new Map());
  if (result.ok) return typeof result.value === 'number' ? Number(result.value.toPrecision(DIGITS)) : null;
  return result.diagnostic.code === 'expression-not-finite' ? Number.POSITIVE_INFINITY : null;
}

/** The same, as a value of a field. */
export function readFieldNumber(text: string, limits: NumberLimits): NumberReading {
  const value = readNumber(text);
  if (value === null) return refused({ reason: 'unreadable' });
  if (!Number.isFinite(value)) return refused({ reason: 'notFinite' });
  const { minimum = value, maximum = value } = limits;
  if (value < minimum) return refused({ reason: 'tooSmall', value, limit: minimum });
  if (value > maximum) return refused({ reason: 'tooLarge', value, limit: maximum });
  if (limits.isWhole === true && !Number.isInteger(value)) return refused({ reason: 'notWhole', value });
  return { ok: true, value };
}

function refused(problem: NumberProblem): NumberReading {
  return { ok: false, problem };
}
