import { blockName } from '../document/block-type';
import { documentSchema, type NetloomDocument, type NodeSpec } from '../document/document';

/** One parameter a sweep varies, and the values it takes. */
export interface TrialAxis {
  /** `learningRate`, `batchSize`, `optimizer.momentum`, `network.ratio`, `conv1.filters`, `block:residual/conv1.filters` */
  readonly parameter: string;
  readonly values: readonly number[];
}

export type TrialMethod =
  | { readonly type: 'grid' }
  | { readonly type: 'random'; readonly count: number; readonly seed: number };

/** From this ratio of largest to smallest value on, a random sweep draws evenly among magnitudes, as is usual for learning rates. */
const MAGNITUDES_FROM = 10;

/** The combinations of a sweep, each with a value for every axis: all of them in order, or `count` drawn by the seed. */
export function trialValues(axes: readonly TrialAxis[], method: TrialMethod): readonly (readonly number[])[] {
  if (method.type === 'grid') {
    return axes.reduce<readonly (readonly number[])[]>(
      (trials, { values }) => trials.flatMap((trial) => values.map((value) => [...trial, value])),
      [[]],
    );
  }
  const random = mulberry32(method.seed);
  return Array.from({ length: method.count }, () => axes.map(({ values }) => drawn(values, random())));
}

/** A value between the smallest and the largest given, by a share in [0, 1); a whole number where all given are whole. */
function drawn(values: readonly number[], share: number): number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (values.every(Number.isInteger)) return low + Math.floor(share * (high - low + 1));
  if (low > 0 && high / low >= MAGNITUDES_FROM) return low * (high / low) ** share;
  return low + share * (high - low);
}

/** Numbers in [0, 1) that depend on the seed alone (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The document with other values for the parameters; null when one of them does not exist, or a value is not allowed. */
export function withTrialValues(
  document: NetloomDocument,
  axes: readonly Pick<TrialAxis, 'parameter'>[],
  values: readonly number[],
): NetloomDocument | null {
  const changed = axes.reduce<NetloomDocument | null>(
    (current, { parameter }, index) => current && withValue(current, parameter, values[index] ?? Number.NaN),
    document,
  );
  return changed === null ? null : (documentSchema.safeParse(changed).data ?? null);
}

function withValue(document: NetloomDocument, parameter: string, value: number): NetloomDocument | null {
  const place = parameter === 'learningRate' ? 'optimizer.learningRate' : parameter;
  const [scope, inScope] = scopeOf(place);
  if (scope !== null) {
    const block = document.blocks[scope];
    const nodes = block && withNodeValue(block.nodes, inScope, value);
    if (!block || !nodes) return null;
    return { ...document, blocks: { ...document.blocks, [scope]: { ...block, nodes } } };
  }
  const [first = '', second] = place.split('.');
  if (first === 'network') {
    if (!document.parameters.some(({ name }) => name === second)) return null;
    const parameters = document.parameters.map((one) =>
      one.name === second ? { ...one, default: value } : one,
    );
    return { ...document, parameters };
  }
  const training = withSetting(document.training, place.split('.'), value);
  if (training !== null) return { ...document, training };
  const nodes = withNodeValue(document.nodes, place, value);
  return nodes === null ? null : { ...document, nodes };
}

/** `block:residual/conv1.filters` is `conv1.filters` in the block `residual`. */
function scopeOf(parameter: string): readonly [scope: string | null, rest: string] {
  const slash = parameter.indexOf('/');
  const block = slash < 0 ? null : blockName(parameter.slice(0, slash));
  return block === null ? [null, parameter] : [block, parameter.slice(slash + 1)];
}

/** The settings with a number in them changed; null when there is no number at that place. */
function withSetting<T extends object>(settings: T, path: readonly string[], value: number): T | null {
  const [name = '', ...rest] = path;
  const entry: [string, unknown] | undefined = Object.entries(settings).find(([key]) => key === name);
  if (entry === undefined) return null;
  const [, before] = entry;
  if (rest.length === 0) return typeof before === 'number' ? { ...settings, [name]: value } : null;
  if (typeof before !== 'object' || before === null) return null;
  const inner = withSetting(before, rest, value);
  return inner === null ? null : { ...settings, [name]: inner };
}

function withNodeValue(nodes: readonly NodeSpec[], place: string, value: number): NodeSpec[] | null {
  const [id, name] = place.split('.');
  if (name === undefined || !nodes.some((node) => node.id === id)) return null;
  return nodes.map((node) =>
    node.id === id ? { ...node, parameters: { ...node.parameters, [name]: value } } : node,
  );
}
