import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { formatShape } from '../infer/tensor-type';
import type { LayerDefinition } from './layer';
import type { ParameterDescription, ResolvedParameter, ResolvedParameters } from './parameter';

/**
 * Values of parameters as documents write them (after expressions are evaluated) brought to their normal form: a pair is always
 * two numbers, an absent value is the default, a 0 or 1 from an expression is a boolean where one is wanted.
 */

export type ParameterResult =
  | { readonly ok: true; readonly value: ResolvedParameter }
  | { readonly ok: false; readonly diagnostic: DiagnosticDraft };

type Kind = ParameterDescription['kind'];
type OfKind<K extends Kind> = Extract<ParameterDescription, { kind: K }>;

/** What a kind of parameter accepts. */
interface KindRule<K extends Kind> {
  /** The value in normal form, or null when it is of another kind. */
  normalize(description: OfKind<K>, value: ResolvedParameter): ResolvedParameter | null;
  /** What would be accepted, for showing. */
  expected(description: OfKind<K>): string;
  /** The nearest value that is accepted, if one is near. */
  nearest?(description: OfKind<K>, value: ResolvedParameter): ResolvedParameter | null;
}

const PADDING_MAXIMUM = 1024;

const range = ({ minimum, maximum }: { minimum: number; maximum: number }) => `${minimum} … ${maximum}`;

const isBetween = (value: number, minimum: number, maximum: number) => value >= minimum && value <= maximum;

const isWhole = (value: unknown, minimum: number, maximum: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && isBetween(value, minimum, maximum);

function clampWhole(value: ResolvedParameter | undefined, minimum: number, maximum: number): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Math.min(Math.max(Math.round(value), minimum), maximum);
}

/** A number for both axes, or one for each. */
function bothAxes(value: ResolvedParameter): readonly (number | undefined)[] | null {
  if (typeof value === 'number') return [value, value];
  return Array.isArray(value) && value.length === 2 ? value : null;
}

const rules: { readonly [K in Kind]: KindRule<K> } = {
  integer: {
    normalize: ({ minimum, maximum }, value) => (isWhole(value, minimum, maximum) ? value : null),
    expected: range,
    nearest: ({ minimum, maximum }, value) => clampWhole(value, minimum, maximum),
  },
  number: {
    normalize: ({ minimum, maximum }, value) =>
      typeof value === 'number' && isBetween(value, minimum, maximum) ? value : null,
    expected: range,
    nearest: ({ minimum, maximum }, value) =>
      typeof value === 'number' && Number.isFinite(value)
        ? Math.min(Math.max(value, minimum), maximum)
        : null,
  },
  boolean: {
    normalize: (_description, value) => {
      if (value === 0 || value === 1) return value === 1;
      return typeof value === 'boolean' ? value : null;
    },
    expected: () => 'true, false',
  },
  choice: {
    normalize: ({ choices }, value) => (choices.some((choice) => choice.value === value) ? value : null),
    expected: ({ choices }) => choices.map((choice) => choice.value).join(', '),
  },
  pair: {
    normalize({ minimum, maximum }, value) {
      const [height, width] = bothAxes(value) ?? [];
      if (!isWhole(height, minimum, maximum) || !isWhole(width, minimum, maximum)) return null;
      return [height, width];
    },
    expected: range,
    nearest({ minimum, maximum }, value) {
      const [height, width] = bothAxes(value) ?? [];
      const clamped = [clampWhole(height, minimum, maximum), clampWhole(width, minimum, maximum)];
      const sizes = clamped.flatMap((size) => (size === null ? [] : [size]));
      return sizes.length === 2 ? sizes : null;
    },
  },
  padding: {
    normalize({ allowsNamed }, value) {
      if (value === 'same' || value === 'valid') return allowsNamed ? value : null;
      if (isWhole(value, 0, PADDING_MAXIMUM)) return value;
      if (!Array.isArray(value) || (value.length !== 2 && value.length !== 4)) return null;
      return value.every((cells) => isWhole(cells, 0, PADDING_MAXIMUM)) ? value : null;
    },
    expected: ({ allowsNamed }) => `${allowsNamed ? 'same, valid, ' : ''}0 … ${PADDING_MAXIMUM}`,
    nearest: (_description, value) => clampWhole(value, 0, PADDING_MAXIMUM),
  },
  shape: {
    normalize({ minimumRank, maximumRank, maximum }, value) {
      const sizes = typeof value === 'number' ? [value] : value;
      if (!Array.isArray(sizes) || !isBetween(sizes.length, minimumRank, maximumRank)) return null;
      return sizes.every((size) => isWhole(size, 1, maximum)) ? sizes : null;
    },
    expected: ({ minimumRank, maximumRank, maximum }) =>
      minimumRank === maximumRank
        ? `${minimumRank} × (1 … ${maximum})`
        : `${minimumRank}–${maximumRank} × (1 … ${maximum})`,
  },
};

/** One table lookup; the kind of the description and of its rule are the same by construction of `rules`. */
function ruleOf<K extends Kind>(description: OfKind<K> & { kind: K }): KindRule<K> {
  return rules[description.kind];
}

/**
 * Brings one value to normal form; undefined becomes the default. A value that is not accepted becomes a diagnostic with the
 * nearest accepted value and the default as repairs.
 */
export function resolveParameter(
  name: string,
  description: ParameterDescription,
  value: ResolvedParameter | undefined,
): ParameterResult {
  return resolveWith(name, description, ruleOf(description), value);
}

function resolveWith<K extends Kind>(
  name: string,
  description: OfKind<K>,
  rule: KindRule<K>,
  value: ResolvedParameter | undefined,
): ParameterResult {
  const normal = rule.normalize(description, value ?? description.default);
  if (normal !== null) return { ok: true, value: normal };
  const received = value ?? description.default;
  const nearest = rule.nearest?.(description, received) ?? null;
  const candidates = nearest === null || show(nearest) === show(description.default) ? [] : [nearest];
  const repairs = [...candidates, description.default].map((candidate) => ({
    kind: 'set-parameter' as const,
    parameter: name,
    value: writable(candidate),
  }));
  const expected = rule.expected(description);
  return {
    ok: false,
    diagnostic: {
      code: 'parameter-not-accepted',
      parameter: name,
      expected,
      received: show(received),
      values: { parameter: name, expected, received: show(received) },
      repairs,
    },
  };
}

function show(value: ResolvedParameter): string {
  return typeof value === 'object' ? formatShape(value) : String(value);
}

function writable(value: ResolvedParameter): number | string | boolean | number[] {
  return typeof value === 'object' ? [...value] : value;
}

/** The parameters of a layer that nobody has set. */
export function defaultParameters(layer: LayerDefinition): ResolvedParameters {
  const defaults: Record<string, ResolvedParameter> = {};
  for (const [name, description] of Object.entries(layer.parameters)) {
    const result = resolveParameter(name, description, undefined);
    if (!result.ok) throw new Error(`The default of ${layer.type}.${name} is not accepted.`);
    defaults[name] = result.value;
  }
  return defaults;
}
