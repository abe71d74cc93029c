import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { nearestName } from '../diagnostics/nearest-name';
import type { BlockParameter, NodeSpec, ParameterValue } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { OtherNames } from '../layers/layer';
import { parameterOfOtherName } from '../layers/other-names';
import type { ParameterDescription, ResolvedParameter, ResolvedParameters } from '../layers/parameter';
import { fallbackValue, kindOfBlockParameter } from './block-kinds';
import {
  asBoolean,
  type ExpressionScope,
  type ExpressionValue,
  evaluateExpression,
  isExpression,
} from './expression';
import type { Origin } from './flat-graph';
import {
  checkValue,
  type EvaluatedValue,
  formatValue,
  isList,
  type ParameterKind,
  type Reading,
  receivedOfKind,
} from './parameter-kinds';

/** Where a parameter is: at which node of the expanded network, and where in the document an edit must go. */
export interface Place {
  readonly path: string;
  readonly origin: Origin;
}

export interface ParameterResolution<T> {
  readonly values: T;
  readonly diagnostics: readonly Diagnostic[];
}

type GivenParameters = NodeSpec['parameters'];

/**
 * A layer's parameters as its rules want them: expressions evaluated, defaults filled in, pairs always two numbers. Where the
 * document has something that cannot be, the default is used and a diagnostic says so.
 */
export function resolveParameters(
  descriptions: Readonly<Record<string, ParameterDescription>>,
  given: GivenParameters,
  scope: ExpressionScope,
  place: Place,
  otherNames?: OtherNames,
): ParameterResolution<ResolvedParameters> {
  const diagnostics = unknownParameters(Object.keys(descriptions), given, place, otherNames);
  const values: Record<string, ResolvedParameter> = {};
  for (const [name, description] of Object.entries(descriptions)) {
    const value = givenValue(given, name);
    values[name] = description.default;
    if (value === undefined) continue;
    const reading = read(description, value, scope);
    if (reading.ok) values[name] = reading.value;
    else diagnostics.push(parameterDiagnostic(name, value, reading, place, description.default));
  }
  return { values, diagnostics };
}

/**
 * The values that a block's parameters have at one of its uses: what the use sets, else the default, which may be an expression
 * over the parameters before it and over the sizes of what comes in. They are the names that expressions inside the block may use.
 */
export function resolveBlockParameters(
  parameters: readonly BlockParameter[],
  given: GivenParameters,
  scope: ExpressionScope,
  place: Place,
  sizes: ExpressionScope = NO_SIZES,
): ParameterResolution<ExpressionScope> {
  const names = parameters.map((parameter) => parameter.name);
  const diagnostics = unknownParameters(names, given, place);
  const values = new Map<string, ExpressionValue>(sizes);
  for (const parameter of parameters) {
    const { name } = parameter;
    const value = givenValue(given, name);
    // A default is written inside the block, so it sees the block's own parameters and not those of its user.
    const reading = read(
      kindOfBlockParameter(parameter),
      value ?? parameter.default,
      value === undefined ? values : scope,
    );
    values.set(name, fallbackValue(parameter));
    if (!reading.ok) {
      const shown = value ?? parameter.default;
      const fallback = value === undefined ? undefined : parameter.default;
      const diagnostic = parameterDiagnostic(name, shown, reading, place, fallback);
      diagnostics.push(place.origin.id === '' ? withNewDefault(diagnostic, parameters) : diagnostic);
    } else values.set(name, reading.value);
  }
  return { values, diagnostics };
}

/** The network itself is no use of anything: what is repaired is the default. */
function withNewDefault(diagnostic: Diagnostic, parameters: readonly BlockParameter[]): Diagnostic {
  const fixes = diagnostic.fixes.map((fix): Fix => {
    const edits = fix.edits.map((edit): DocumentEdit => {
      if (edit.kind !== 'set-parameter') return edit;
      const { parameter, value } = edit;
      const changed = parameters.map((old) =>
        old.name === parameter && value !== undefined ? { ...old, default: value } : old,
      );
      return { kind: 'set-scope-parameters', scope: edit.scope, parameters: changed };
    });
    return { ...fix, edits };
  });
  return { ...diagnostic, fixes };
}

const NO_SIZES: ExpressionScope = new Map();

function givenValue(given: GivenParameters, name: string): ParameterValue | undefined {
  return given !== undefined && Object.hasOwn(given, name) ? given[name] : undefined;
}

/**
 * Yes or no, as a boolean or an expression (`enabled`).
 */
export function readCondition(value: boolean | string, scope: ExpressionScope): Reading<boolean> {
  const evaluated = evaluate(value, scope);
  if (!evaluated.ok) return evaluated;
  const answer = isList(evaluated.value) ? null : asBoolean(evaluated.value);
  if (answer !== null) return { ok: true, value: answer };
  const diagnostic = {
    code: 'parameter-wrong-kind',
    expected: 'true / false',
    ...receivedOfKind(evaluated.value),
  };
  return { ok: false, diagnostic };
}

/** A whole number between two limits, or an expression that gives one (`repeat`). */
export function readCount(
  value: number | string,
  scope: ExpressionScope,
  minimum: number,
  maximum: number,
): Reading<number> {
  const reading = read({ kind: 'integer', minimum, maximum }, value, scope);
  return reading.ok ? { ok: true, value: Number(reading.value) } : reading;
}

function read(
  kind: ParameterKind,
  value: ParameterValue,
  scope: ExpressionScope,
): Reading<ResolvedParameter> {
  const evaluated = evaluate(value, scope);
  if (!evaluated.ok) return evaluated;
  const isTruthValue = kind.kind === 'boolean' && isExpression(value) && typeof evaluated.value === 'number';
  return checkValue(kind, isTruthValue ? evaluated.value !== 0 : evaluated.value);
}

/** Replaces expressions by what they give; in a list, each element by itself. */
function evaluate(value: ParameterValue, scope: ExpressionScope): Reading<EvaluatedValue> {
  if (!isList(value)) return evaluateOne(value, scope);
  const elements: ExpressionValue[] = [];
  for (const element of value) {
    const result = evaluateOne(element, scope);
    if (!result.ok) return result;
    elements.push(result.value);
  }
  return { ok: true, value: elements };
}

function evaluateOne(value: number | boolean | string, scope: ExpressionScope): Reading<ExpressionValue> {
  return isExpression(value) ? evaluateExpression(value.slice(1), scope) : { ok: true, value };
}

/** Says that a value cannot be, and offers the nearest that can, and the default (`byDefault`) if it was not the default that is wrong. */
export function parameterDiagnostic(
  name: string,
  value: ParameterValue,
  reading: Extract<Reading<unknown>, { ok: false }>,
  place: Place,
  byDefault?: ParameterValue | ResolvedParameter,
): Diagnostic {
  const { diagnostic, nearest } = reading;
  const fixes: Fix[] = [];
  const edits = (to: ParameterValue | undefined): DocumentEdit[] => [
    { kind: 'set-parameter', ...place.origin, parameter: name, value: to },
  ];
  const offer = (to: ParameterValue) => {
    const values = { parameter: name, value: formatValue(to) };
    fixes.push({ code: 'set-parameter', values, edits: edits(to) });
  };
  if (diagnostic.code === 'parameter-not-whole' && isExpression(value)) {
    offer(`=round(${value.slice(1)})`);
  }
  if (nearest !== undefined) offer(typeof nearest === 'object' ? [...nearest] : nearest);
  if (byDefault !== undefined) {
    const values = { parameter: name, value: formatValue(byDefault) };
    fixes.push({ code: 'use-default', values, edits: edits(undefined) });
  }
  return {
    severity: 'error',
    path: place.path,
    origin: place.origin,
    parameter: name,
    ...diagnostic,
    values: { parameter: name, ...diagnostic.values },
    fixes,
  };
}

function unknownParameters(
  known: readonly string[],
  given: GivenParameters,
  place: Place,
  otherNames?: OtherNames,
): Diagnostic[] {
  if (given === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const free = known.filter((candidate) => !Object.hasOwn(given, candidate));
    const other = parameterOfOtherName(known, otherNames, name);
    const suggestion =
      other === null ? undefined : (free.find((one) => one === other) ?? nearestName(name, free));
    const unknown = suggestion === undefined ? 'unknown-parameter' : 'parameter-misspelled';
    const code = other === null ? 'parameter-follows' : unknown;
    diagnostics.push({
      code,
      severity: 'error',
      path: place.path,
      origin: place.origin,
      parameter: name,
      expected: known.join(', '),
      received: name,
      values: { parameter: name, suggestion: suggestion ?? '', known: known.join(', ') },
      fixes: unknownParameterFixes(name, given[name], suggestion, place),
    });
  }
  return diagnostics;
}

function unknownParameterFixes(
  name: string,
  value: ParameterValue | undefined,
  suggestion: string | undefined,
  { origin: { scope, id } }: Place,
): Fix[] {
  const remove = { kind: 'set-parameter', scope, id, parameter: name, value: undefined } as const;
  const drop: Fix = { code: 'remove-parameter', values: { parameter: name }, edits: [remove] };
  if (suggestion === undefined) return [drop];
  const rename: Fix = {
    code: 'rename-parameter',
    values: { parameter: name, newName: suggestion },
    edits: [remove, { kind: 'set-parameter', scope, id, parameter: suggestion, value }],
  };
  return [rename, drop];
}
