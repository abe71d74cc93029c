import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { nearestName } from '../diagnostics/nearest-name';
import { SIZE_LIMITS } from '../layers/limits';
import type { ParameterDescription, ResolvedParameter } from '../layers/parameter';
import type { ExpressionValue } from './expression';

/** A value that was read, or what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly diagnostic: DiagnosticDraft;
      /** What was most likely meant, if that can be known. A limit never is: it would only make the value pass. */
      readonly nearest?: ResolvedParameter;
    };

type WithoutText<D> = D extends unknown
  ? Omit<D, 'label' | 'help' | 'isAdvanced' | 'unit' | 'default' | 'step' | 'choices'>
  : never;

/** What a value must be: the rules of a parameter's description without its words. */
export type ParameterKind =
  | Exclude<WithoutText<ParameterDescription>, { kind: 'choice' }>
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string }[] }
  /** Only of blocks: numbers that expressions look up (`widths[index]`). */
  | { readonly kind: 'list'; readonly minimum: number; readonly maximum: number };

/** A parameter's value with its expressions evaluated. */
export type EvaluatedValue = ExpressionValue | readonly ExpressionValue[];

/** Array.isArray, which does not know read-only lists. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

/** Checks a value against its kind and brings it into the form that layers rely on: a pair is always two numbers. */
export function checkValue(kind: ParameterKind, value: EvaluatedValue): Reading<ResolvedParameter> {
  switch (kind.kind) {
    case 'integer':
      return checkInteger(value, kind.minimum, kind.maximum);
    case 'number':
      return checkNumber(value, kind.minimum, kind.maximum);
    case 'boolean':
      return typeof value === 'boolean' ? { ok: true, value } : wrongKind('true / false', value);
    case 'text':
      return typeof value === 'string' ? { ok: true, value } : wrongKind('text', value);
    case 'choice':
      return checkChoice(value, kind.choices);
    case 'pair':
      return checkPair(value, kind.minimum, kind.maximum);
    case 'padding':
      return checkPadding(value, kind.allowsNamed);
    case 'shape':
      return checkShape(value, kind);
    case 'list':
      return checkList(value, kind.minimum, kind.maximum);
  }
}

function wrongKind(expected: string, received: EvaluatedValue, nearest?: ResolvedParameter): Reading<never> {
  const diagnostic = { code: 'parameter-wrong-kind', expected, ...receivedOfKind(received) };
  return nearest === undefined ? { ok: false, diagnostic } : { ok: false, diagnostic, nearest };
}

/** What was received, where its kind is the mistake: a text with its quotation marks, so that `"10"` is not taken for 10. */
export function receivedOfKind(
  value: EvaluatedValue,
): Required<Pick<DiagnosticDraft, 'received' | 'receivedKind'>> {
  if (isList(value)) return { received: formatValue(value), receivedKind: 'list' };
  if (typeof value === 'string') return { received: JSON.stringify(value), receivedKind: 'text' };
  return { received: String(value), receivedKind: typeof value === 'number' ? 'number' : 'boolean' };
}

/** The number that a text holds: `"10"` was most likely meant as 10. */
function numberIn(value: EvaluatedValue, minimum: number, maximum: number): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return number >= minimum && number <= maximum ? number : undefined;
}

/** `[3, 3]`, `same`: a parameter's value as people write it. */
export function formatValue(value: EvaluatedValue): string {
  if (!isList(value)) return String(value);
  return `[${value.join(', ')}]`;
}

function outOfRange(value: EvaluatedValue, minimum: number, maximum: number): Reading<never> {
  const expected = `${minimum} … ${maximum}`;
  return {
    ok: false,
    diagnostic: { code: 'parameter-out-of-range', expected, received: formatValue(value) },
  };
}

function checkNumber(value: EvaluatedValue, minimum: number, maximum: number): Reading<number> {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return wrongKind('number', value, numberIn(value, minimum, maximum));
  }
  if (value >= minimum && value <= maximum) return { ok: true, value };
  return outOfRange(value, minimum, maximum);
}

function checkInteger(value: EvaluatedValue, minimum: number, maximum: number): Reading<number> {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    const meant = numberIn(value, minimum, maximum);
    return wrongKind('whole number', value, Number.isInteger(meant) ? meant : undefined);
  }
  if (value < minimum || value > maximum) return outOfRange(value, minimum, maximum);
  if (Number.isInteger(value)) return { ok: true, value };
  return {
    ok: false,
    diagnostic: { code: 'parameter-not-whole', expected: 'whole number', received: formatValue(value) },
    nearest: Math.round(value),
  };
}

/** A list of whole numbers within limits, or what is wrong with its first bad element. */
function checkIntegers(
  values: readonly ExpressionValue[],
  minimum: number,
  maximum: number,
): Reading<number[]> {
  const checked: number[] = [];
  for (const value of values) {
    const reading = checkInteger(value, minimum, maximum);
    if (!reading.ok) {
      const nearest = values.flatMap((element) => {
        const isWithin = typeof element === 'number' && element >= minimum && element <= maximum;
        return isWithin ? [Math.round(element)] : [];
      });
      return nearest.length < values.length ? reading : { ...reading, nearest };
    }
    checked.push(reading.value);
  }
  return { ok: true, value: checked };
}

function checkList(value: EvaluatedValue, minimum: number, maximum: number): Reading<readonly number[]> {
  if (typeof value === 'number') return checkList([value], minimum, maximum);
  if (!isList(value) || value.length === 0) return wrongKind('[64, 128, …]', value);
  const numbers: number[] = [];
  for (const element of value) {
    const reading = checkNumber(element, minimum, maximum);
    if (!reading.ok) return { ok: false, diagnostic: reading.diagnostic };
    numbers.push(reading.value);
  }
  return { ok: true, value: numbers };
}

function checkChoice(value: EvaluatedValue, choices: readonly { readonly value: string }[]): Reading<string> {
  const known = choices.map((choice) => choice.value);
  if (typeof value === 'string' && known.includes(value)) return { ok: true, value };
  const diagnostic = {
    code: 'parameter-unknown-choice',
    expected: known.join(', '),
    received: formatValue(value),
  };
  const nearest = typeof value === 'string' ? nearestName(value, known) : undefined;
  return nearest === undefined ? { ok: false, diagnostic } : { ok: false, diagnostic, nearest };
}

function checkPair(value: EvaluatedValue, minimum: number, maximum: number): Reading<readonly number[]> {
  if (!isList(value)) {
    if (typeof value !== 'number') {
      const meant = numberIn(value, minimum, maximum);
      return wrongKind('whole number|[height, width]', value, Number.isInteger(meant) ? meant : undefined);
    }
    const reading = checkInteger(value, minimum, maximum);
    return reading.ok ? { ok: true, value: [reading.value, reading.value] } : reading;
  }
  if (value.length !== 2) {
    const [first] = value;
    return wrongKind('[height, width]', value, typeof first === 'number' ? [first, first] : undefined);
  }
  return checkIntegers(value, minimum, maximum);
}

function checkPadding(value: EvaluatedValue, allowsNamed: boolean): Reading<ResolvedParameter> {
  const expected = allowsNamed
    ? 'same, valid, 1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)'
    : '1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)';
  if (typeof value === 'string') {
    const names = allowsNamed ? ['same', 'valid'] : [];
    if (names.includes(value)) return { ok: true, value };
    return wrongKind(expected, value, nearestName(value, names));
  }
  if (typeof value === 'number') return checkInteger(value, 0, SIZE_LIMITS.side);
  if (!isList(value) || (value.length !== 2 && value.length !== 4)) return wrongKind(expected, value);
  return checkIntegers(value, 0, SIZE_LIMITS.side);
}

function checkShape(
  value: EvaluatedValue,
  kind: Extract<ParameterKind, { kind: 'shape' }>,
): Reading<readonly number[]> {
  const { minimumRank, maximumRank, maximum } = kind;
  const sizes = typeof value === 'number' ? [value] : value;
  const ranks = minimumRank === maximumRank ? `${minimumRank}` : `${minimumRank} … ${maximumRank}`;
  if (!isList(sizes)) return wrongKind('[height, width, channels]', value);
  if (sizes.length >= minimumRank && sizes.length <= maximumRank) {
    const open = kind.allowsOpen === true ? sizes.indexOf(-1) : -1;
    if (open < 0) return checkIntegers(sizes, 1, maximum);
    // One size follows from the others: they are checked as if it were 1.
    const reading = checkIntegers(
      sizes.map((size, at) => (at === open ? 1 : size)),
      1,
      maximum,
    );
    return reading.ok
      ? { ok: true, value: reading.value.map((size, at) => (at === open ? -1 : size)) }
      : reading;
  }
  return {
    ok: false,
    diagnostic: { code: 'parameter-wrong-rank', expected: ranks, received: formatValue(value) },
  };
}
