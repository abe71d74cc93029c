import { parseArgs } from 'node:util';
import { nearestName } from '../../graph-runtime/diagnostics/nearest-name';
import type { Limits } from '../../graph-runtime/settings/field';

/** The user typed something the command does not take. The message is one sentence for them; the exit code is 2. */
export class UsageError extends Error {}

/** What an option takes. */
export type OptionKind =
  | { readonly kind: 'flag' }
  | { readonly kind: 'text'; readonly what: string }
  /** It may be given several times. */
  | { readonly kind: 'texts'; readonly what: string }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'choice'; readonly among: readonly string[] }
  | ({ readonly kind: 'number' } & Limits)
  /** Sizes of axes, `28x28x1`. */
  | { readonly kind: 'shape' };

export type OptionKinds = Readonly<Record<string, OptionKind>>;

/** An option of a command: what it takes, and what its help says. */
export type OptionDefinition = OptionKind & {
  /** What it does, in a line or a few. */
  readonly help: string;
  /** What stands for its value in the help, where its kind does not say enough: `DIR`. */
  readonly value?: string;
  /** The heading in the help under which it is. */
  readonly group?: string;
};

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

type ValueOf<K extends OptionKind> = K['kind'] extends 'flag'
  ? boolean
  : K['kind'] extends 'text'
    ? string
    : K['kind'] extends 'texts'
      ? readonly string[]
      : K extends { readonly kind: 'choice'; readonly among: readonly (infer Word)[] }
        ? Word
        : K['kind'] extends 'shape'
          ? readonly number[]
          : number;

/** The options' values by name; flags are always there, others only when given. */
export type OptionValues<O extends OptionKinds> = {
  readonly [N in keyof O]: O[N]['kind'] extends 'flag' ? boolean : ValueOf<O[N]> | undefined;
};

export interface CommandLine<O extends OptionKinds> {
  readonly positionals: readonly string[];
  readonly options: OptionValues<O>;
}

/** Reads a command's arguments. Throws a `UsageError` that names the option and what it takes. */
export function parseCommandLine<O extends OptionKinds>(args: readonly string[], kinds: O): CommandLine<O> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, { kind }]) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string' },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const values: Record<string, boolean | number | string | readonly (number | string)[] | undefined> = {};
  for (const [name, { kind }] of Object.entries(kinds)) if (kind === 'flag') values[name] = false;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = kinds[token.name];
    if (kind === undefined) throw unknownOption(token.rawName, Object.keys(kinds));
    if (kind.kind === 'flag' && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value.`);
    const value = kind.kind === 'flag' ? true : readValue(token.rawName, kind, token.value);
    const earlier = values[token.name];
    values[token.name] =
      kind.kind === 'texts' ? [...(Array.isArray(earlier) ? earlier : []), String(value)] : value;
  }
  // Each value was read by its kind just above.
  return { positionals, options: values as OptionValues<O> };
}

function unknownOption(rawName: string, names: readonly string[]): UsageError {
  const nearest = nearestName(rawName.replace(/^-+/, ''), names);
  const hint = nearest === undefined ? 'see --help.' : `did you mean --${nearest}?`;
  return new UsageError(`There is no option ${rawName}: ${hint}`);
}

type ValuedKind = Exclude<OptionKind, { kind: 'flag' }>;

function readValue(
  option: string,
  kind: ValuedKind,
  text: string | undefined,
): string | number | readonly number[] {
  if (text === undefined || text === '') throw new UsageError(`${option} needs ${describe(kind)}.`);
  const value = convert(kind, text);
  if (value === null) throw new UsageError(`${option} needs ${describe(kind)}, not "${text}".`);
  return value;
}

function convert(kind: ValuedKind, text: string): string | number | readonly number[] | null {
  switch (kind.kind) {
    case 'text':
    case 'texts':
      return text;
    case 'choice':
      return kind.among.includes(text) ? text : null;
    case 'integer': {
      const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
      return value >= kind.minimum && value <= kind.maximum ? value : null;
    }
    case 'number': {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      return isWithin(value, kind) ? value : null;
    }
    case 'shape':
      return /^[1-9]\d{0,5}([x×*,][1-9]\d{0,5}){0,3}$/i.test(text) ? text.split(/[x×*,]/i).map(Number) : null;
  }
}

function describe(kind: ValuedKind): string {
  switch (kind.kind) {
    case 'text':
    case 'texts':
      return kind.what;
    case 'choice':
      return `one of ${kind.among.join(', ')}`;
    case 'integer':
      return `a whole number from ${kind.minimum} to ${kind.maximum}`;
    case 'number':
      return `a number${describeLimits(kind)}`;
    case 'shape':
      return 'sizes such as 28x28x1 (height, width, channels)';
  }
}

function isWithin(value: number, { minimum, above, maximum, below }: Limits): boolean {
  if (!Number.isFinite(value)) return false;
  const isLargeEnough = value >= (minimum ?? value) && (above === undefined || value > above);
  return isLargeEnough && value <= (maximum ?? value) && (below === undefined || value < below);
}

/** ` above 0 and not above 0.5`. */
function describeLimits({ minimum, above, maximum, below }: Limits): string {
  const parts = [
    minimum === undefined ? '' : `of at least ${minimum}`,
    above === undefined ? '' : `above ${above}`,
    maximum === undefined ? '' : `not above ${maximum}`,
    below === undefined ? '' : `below ${below}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}
