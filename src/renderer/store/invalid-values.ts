import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NodeSpec, ParameterValue } from '../../graph-runtime/document/document';

/** The problems of a parameter whose value cannot be read, so that another replaces it. */
const UNREADABLE = /^(?:expression-|parameter-(?:wrong-|out-of-range|not-whole|unknown-choice))/;

/** A parameter of a node whose value cannot be used. */
export interface InvalidValue {
  readonly name: string;
  /** As the file has it: `[3, 1]`, `"10"`, `=filters +`. */
  readonly written: string;
}

/** The values a node gives that cannot be used, once each. What is computed with instead is not in the file. */
export function invalidValues(
  { parameters = {} }: NodeSpec,
  problems: readonly Diagnostic[],
): readonly InvalidValue[] {
  const names = problems.flatMap(({ code, parameter }) =>
    parameter !== undefined && UNREADABLE.test(code) ? [parameter] : [],
  );
  return Array.from(new Set(names)).flatMap((name) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    return value === undefined ? [] : [{ name, written: writtenValue(value) }];
  });
}

/** A parameter's value as the file has it; a text in quotation marks, so that `"10"` is not taken for 10, but not an expression. */
export function writtenValue(value: ParameterValue): string {
  if (Array.isArray(value)) return `[${value.map((item) => writtenValue(item)).join(', ')}]`;
  return typeof value === 'string' && !value.startsWith('=') ? JSON.stringify(value) : String(value);
}

/** What was typed in the place of a value: JSON, an expression, or a text without its quotation marks. */
export function readWrittenValue(text: string): ParameterValue {
  const trimmed = text.trim();
  try {
    const value: unknown = JSON.parse(trimmed);
    if (Array.isArray(value)) return value.every(isItem) ? value : trimmed;
    return isItem(value) || typeof value === 'boolean' ? value : trimmed;
  } catch {
    return trimmed;
  }
}

function isItem(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
