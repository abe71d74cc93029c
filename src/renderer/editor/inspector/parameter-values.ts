import { isExpression } from '../../../graph-runtime/blocks/expression';
import { readNumber, withUsualSigns } from '../../../graph-runtime/blocks/number-text';
import type { NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';
import { parameterValueText } from '../../../graph-runtime/layers/describe-parameter';
import type { ParameterDescription, ResolvedParameter } from '../../../graph-runtime/layers/parameter';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import type { Language } from '../../../graph-runtime/text/text';

/** One parameter of the selected nodes, as the form shows it. */
export interface FieldValue {
  /** What the documents' nodes hold: the same for all, else undefined and `isMixed`. Undefined: the default holds. */
  readonly value: ParameterValue | undefined;
  readonly isMixed: boolean;
  /** True when at least one node sets it, so that there is something to reset. */
  readonly isSet: boolean;
}

export function fieldValue(nodes: readonly NodeSpec[], name: string): FieldValue {
  const values = nodes.map((node) => node.parameters?.[name]);
  const [first] = values;
  const isMixed = values.some((value) => JSON.stringify(value) !== JSON.stringify(first));
  return { value: isMixed ? undefined : first, isMixed, isSet: values.some((value) => value !== undefined) };
}

/** Height and width of a pair as the document writes it; null for an expression. */
export function readPair(
  value: ParameterValue | undefined,
  fallback: readonly [number, number],
): [number, number] | null {
  if (value === undefined) return [fallback[0], fallback[1]];
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value)) return null;
  const [height, width] = value;
  if (typeof height !== 'number' || typeof width !== 'number') return null;
  return [height, width];
}

/** A pair as the document writes it best: one number for both where they are equal. */
export function writePair(height: number, width: number): ParameterValue {
  return height === width ? height : [height, width];
}

/** The four sides of a padding, `[top, bottom, left, right]`. */
export type Sides = readonly [number, number, number, number];

export type PaddingMode = 'same' | 'valid' | 'all' | 'axes' | 'sides';

export interface PaddingValue {
  readonly mode: PaddingMode;
  readonly sides: Sides;
}

/** A padding parameter in the form's terms; null for an expression. */
export function readPadding(
  value: ParameterValue | undefined,
  fallback: ParameterValue,
): PaddingValue | null {
  const given = value ?? fallback;
  if (given === 'same' || given === 'valid') return { mode: given, sides: [0, 0, 0, 0] };
  if (typeof given === 'number') return { mode: 'all', sides: [given, given, given, given] };
  if (!Array.isArray(given) || given.some((item) => typeof item !== 'number')) return null;
  const [a = 0, b = 0, c = 0, d = 0] = given.map(Number);
  if (given.length === 1) return { mode: 'all', sides: [a, a, a, a] };
  return given.length === 2 ? { mode: 'axes', sides: [a, a, b, b] } : { mode: 'sides', sides: [a, b, c, d] };
}

export function writePadding({ mode, sides }: PaddingValue): ParameterValue {
  const [top, bottom, left, right] = sides;
  switch (mode) {
    case 'same':
    case 'valid':
      return mode;
    case 'all':
      return top;
    case 'axes':
      return [top, left];
    case 'sides':
      return [top, bottom, left, right];
  }
}

/** The sizes of a shape parameter; null where one of them is an expression. */
export function readShape(value: ParameterValue | undefined, fallback: readonly number[]): number[] | null {
  if (value === undefined) return [...fallback];
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'number')) return null;
  return value.map(Number);
}

/** Whether the control of a parameter's kind can show a value; a file may hold any. */
export function isShowable(description: ParameterDescription, value: ParameterValue | undefined): boolean {
  if (value === undefined) return true;
  switch (description.kind) {
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return description.choices.some((choice) => choice.value === value);
    case 'pair':
      return readPair(value, description.default) !== null && (!Array.isArray(value) || value.length === 2);
    case 'padding':
      return isShowablePadding(description, value);
    case 'shape':
      return readShape(value, description.default) !== null;
  }
}

function isShowablePadding(
  { allowsNamed }: Extract<ParameterDescription, { kind: 'padding' }>,
  value: ParameterValue,
): boolean {
  if (typeof value === 'string' && !allowsNamed) return false;
  if (Array.isArray(value) && ![1, 2, 4].includes(value.length)) return false;
  return readPadding(value, 0) !== null;
}

/** True for a value that is, or holds, an expression. */
export function hasExpression(value: ParameterValue | undefined): boolean {
  return Array.isArray(value) ? value.some(isExpression) : isExpression(value);
}

/** An expression as it is typed: lists in brackets, without the sign that marks it. */
export function expressionText(value: ParameterValue | undefined): string {
  if (Array.isArray(value)) return value.map((item) => expressionText(item)).join(', ');
  if (value === undefined) return '';
  return isExpression(value) ? value.slice(1) : String(value);
}

/**
 * What was typed into an expression field: one expression, or several for a list. `isCalculated`: it was meant as a number, so that what needs no
 * names is calculated now.
 */
export function readExpressionText(
  text: string,
  kind: ParameterDescription['kind'] | 'list',
  isCalculated = false,
): ParameterValue {
  const isList = kind === 'pair' || kind === 'shape' || kind === 'padding' || kind === 'list';
  const parts = isList ? splitTopLevel(text) : [text];
  const values = parts.map((part) => {
    const written = withUsualSigns(part);
    if (written !== '' && Number.isFinite(Number(written))) return Number(written);
    const number = isCalculated ? readNumber(written) : null;
    return number !== null && Number.isFinite(number) ? number : `=${written}`;
  });
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

/** Splits at commas that are in no parenthesis: `max(a, b), 2` are two. */
function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of text) {
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (letter === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

/** A resolved value for people. */
export function formatResolved(value: ResolvedParameter | undefined, language: Language): string {
  if (value === undefined) return '?';
  return typeof value === 'object' ? formatShape(value) : parameterValueText(undefined, value, language);
}
