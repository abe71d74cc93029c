import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { nearestName } from '../diagnostics/nearest-name';
import { formatPlace } from '../document/field-place';
import { isJsonObject, type JsonObject } from '../document/json-object';
import { shortValue } from '../document/short-value';
import { fileDiagnostic } from './guard';

type Issue = z.core.$ZodIssue;
type Details = Partial<Pick<Diagnostic, 'path' | 'expected' | 'received' | 'receivedKind'>>;

/** One complaint of the schema in the words of the catalog; `place` reads like `nodes[3].parameters.filters`. */
export function describeIssue(issue: Issue, file: JsonObject): Diagnostic {
  const place = formatPlace(issue.path);
  const value = valueAt(file, issue.path);
  const details = { path: pathOfNode(issue.path, file), ...received(value) };
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(place, value, issue.expected, details);
    case 'too_big':
      return outOfRange(issue, place, value, details);
    case 'too_small':
      return outOfRange(issue, place, value, details);
    case 'invalid_value':
      return unknownChoice(place, value, issue.values.map(String), details);
    case 'invalid_union':
      return ofUnion(issue, file, details);
    case 'invalid_format':
    case 'invalid_key':
      return fileDiagnostic('file-bad-name', { place }, details);
    default:
      return fileDiagnostic('file-unreadable-value', { place }, details);
  }
}

function wrongType(place: string, value: unknown, expected: string, details: Details): Diagnostic {
  if (value === undefined) {
    return fileDiagnostic('file-missing-value', { place }, { path: details.path ?? '', expected });
  }
  return fileDiagnostic('file-wrong-kind', { place }, { ...details, expected });
}

/** Bounds of numbers, lengths of texts and lists. An exclusive bound is said as one. */
function outOfRange(
  issue: Extract<Issue, { code: 'too_big' | 'too_small' }>,
  place: string,
  value: unknown,
  details: Details,
): Diagnostic {
  const isMost = issue.code === 'too_big';
  const bound = Number(isMost ? issue.maximum : issue.minimum);
  const sign = isMost ? '<' : '>';
  const inclusive = isMost ? '≤' : '≥';
  const expected = `${issue.inclusive === false ? sign : inclusive} ${bound}`;
  const { path = '' } = details;
  const sizes = { place, bound };
  if (typeof value === 'string') {
    return fileDiagnostic('file-wrong-length', { ...sizes, count: value.length }, { path, expected });
  }
  if (Array.isArray(value)) {
    return fileDiagnostic('file-wrong-count', { ...sizes, count: value.length }, { path, expected });
  }
  return fileDiagnostic('file-out-of-range', { place }, { path, expected, received: shortValue(value) });
}

function unknownChoice(
  place: string,
  value: unknown,
  choices: readonly string[],
  details: Details,
): Diagnostic {
  const expected = choices.join(', ');
  if (value === undefined)
    return fileDiagnostic('file-missing-value', { place }, { path: details.path ?? '', expected });
  const suggestion = typeof value === 'string' ? nearestName(value, choices) : undefined;
  const given = { place, value: shortValue(value) };
  // The sentence names the value already.
  const { path = '' } = details;
  if (suggestion === undefined) return fileDiagnostic('file-unknown-value', given, { path, expected });
  return fileDiagnostic('file-misspelled-value', { ...given, suggestion }, { path, expected });
}

/** A choice without an option of that name, or a value of none of several types. */
function ofUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  file: JsonObject,
  details: Details,
): Diagnostic {
  const place = formatPlace(issue.path);
  const value = valueAt(file, issue.path);
  if ('options' in issue && Array.isArray(issue.options)) {
    return unknownChoice(place, value, issue.options.map(String), details);
  }
  // Where the type is right, what is wrong is inside.
  const inner = issue.errors.find(([first]) => first?.code !== 'invalid_type' || first.path.length > 0)?.[0];
  if (inner !== undefined) return describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, file);
  const types = issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [first.expected] : []));
  return wrongType(place, value, [...new Set(types)].join('|'), details);
}

/** A value in the words of the catalog: its kind, and itself where it is short enough to be shown. */
function received(value: unknown): Details {
  if (value === undefined) return {};
  return { received: shortValue(value), receivedKind: kindOf(value) };
}

function kindOf(value: unknown): NonNullable<Diagnostic['receivedKind']> {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  let value = file;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[String(key)];
    else return undefined;
  }
  return value;
}

/** The path of the node a complaint is about, when it is a node of the network itself (not of a block). */
export function pathOfNode(path: readonly PropertyKey[], file: JsonObject): string {
  const [field, index] = path;
  if (field !== 'nodes' || typeof index !== 'number' || !Array.isArray(file.nodes)) return '';
  const node: unknown = file.nodes[index];
  return isJsonObject(node) && typeof node.id === 'string' ? node.id.slice(0, 64) : '';
}
