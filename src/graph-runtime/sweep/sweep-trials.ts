import { documentSchema, type NetloomDocument, type NodeSpec } from '../document/document';
import { withSettingAt } from '../settings/change';
import type { ChoiceField } from '../settings/field';
import { settingAt } from '../settings/paths';
import { allowsOwn, isOfLayers, withNodeValue } from './layer-values';
import { ACTIVATION, type SweepPlace, type SweepValue, sweepPlace } from './sweep-place';

/** One parameter a sweep varies, and the values it takes. */
export interface TrialAxis {
  /** A name that `sweepPlace` knows. */
  readonly parameter: string;
  readonly values: readonly SweepValue[];
}

export type TrialMethod =
  | { readonly type: 'grid' }
  | { readonly type: 'random'; readonly count: number; readonly seed: number };

/** From this ratio of largest to smallest value on, a random sweep draws evenly among magnitudes, as is usual for learning rates. */
const MAGNITUDES_FROM = 10;

/** The combinations of a sweep, each with a value for every axis: all of them in order, each once, or `count` drawn by the seed. */
export function trialValues(
  axes: readonly TrialAxis[],
  method: TrialMethod,
): readonly (readonly SweepValue[])[] {
  if (method.type === 'grid') {
    return axes.reduce<readonly (readonly SweepValue[])[]>(
      (trials, { values }) =>
        trials.flatMap((trial) => [...new Set(values)].map((value) => [...trial, value])),
      [[]],
    );
  }
  const random = mulberry32(method.seed);
  return Array.from({ length: method.count }, () => axes.map(({ values }) => drawn(values, random())));
}

/**
 * By a share in [0, 1), one of the choices, each as likely as another; of numbers, one between the smallest and the largest given, whole
 * where all given are whole.
 */
function drawn(given: readonly SweepValue[], share: number): SweepValue {
  const values = given.filter((value) => typeof value === 'number');
  if (values.length < given.length) {
    const choices = [...new Set(given)];
    return choices[Math.floor(share * choices.length)] ?? share;
  }
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

/**
 * The document with other values for the parameters; null when one of them does not exist, or a value is not allowed. Kinds (which
 * optimizer, which activation) come first, whatever the order: the other values are those of what was chosen.
 */
export function withTrialValues(
  document: NetloomDocument,
  axes: readonly Pick<TrialAxis, 'parameter'>[],
  values: readonly SweepValue[],
): NetloomDocument | null {
  const changed = withValues(document, axes, values);
  return changed === null ? null : (documentSchema.safeParse(changed).data ?? null);
}

function withValues(
  document: NetloomDocument,
  axes: readonly Pick<TrialAxis, 'parameter'>[],
  values: readonly SweepValue[],
): NetloomDocument | null {
  const changes = axes.map(({ parameter }, index) => ({
    place: sweepPlace(parameter),
    value: values[index],
  }));
  const ordered = [
    ...changes.filter(({ place }) => choosesKind(place)),
    ...changes.filter(({ place }) => !choosesKind(place)),
  ];
  return ordered.reduce<NetloomDocument | null>(
    (current, { place, value }) =>
      current && place && value !== undefined ? withValue(current, place, value) : null,
    document,
  );
}

/** What a kind decides about: the fields of one setting, or the parameters of layers. */
function subjectOf(parameter: string): string {
  const place = sweepPlace(parameter);
  return place?.kind === 'setting'
    ? (place.path.split('.')[0] ?? '')
    : place?.kind === 'network'
      ? 'network'
      : 'layers';
}

function choosesKind(place: SweepPlace | null): boolean {
  if (place === null || place.kind === 'network') return false;
  return place.kind === 'setting' ? place.path.endsWith('.type') : place.name === ACTIVATION;
}

/** A value, by its parameter, that a sweep cannot give to the document; null where all of them can be given, in every combination. */
export function refusedValue(
  document: NetloomDocument,
  axes: readonly TrialAxis[],
): { readonly parameter: string; readonly value: SweepValue } | null {
  const kinds = axes.filter(({ parameter }) => choosesKind(sweepPlace(parameter)));
  for (const axis of axes) {
    // What another kind has is another set of parameters: each value has to fit every kind.
    const subject = subjectOf(axis.parameter);
    const others = kinds.filter((kind) => kind !== axis && subjectOf(kind.parameter) === subject);
    for (const value of axis.values) {
      const fits = trialValues(others, { type: 'grid' }).every(
        (chosen) => withValues(document, [...others, axis], [...chosen, value]) !== null,
      );
      if (!fits) return { parameter: axis.parameter, value };
    }
  }
  return null;
}

function withValue(document: NetloomDocument, place: SweepPlace, value: SweepValue): NetloomDocument | null {
  switch (place.kind) {
    case 'setting':
      return withSetting(document, place.path, value);
    case 'network': {
      const own = document.parameters.find(({ name }) => name === place.name);
      if (own === undefined || !allowsOwn(own, value)) return null;
      const parameters = document.parameters.map((one) => (one === own ? { ...one, default: value } : one));
      return { ...document, parameters };
    }
    case 'node':
      return withScopeNodes(document, place.scope, (nodes) => {
        const node = nodes.find(({ id }) => id === place.id);
        const changed = node && withNodeValue(node, place.name, value, document.blocks);
        return changed ? nodes.map((one) => (one === node ? changed : one)) : null;
      });
    case 'layers':
      return withLayers(document, place, value);
  }
}

function withSetting(document: NetloomDocument, path: string, value: SweepValue): NetloomDocument | null {
  const setting = settingAt(path);
  const kinds = setting?.definition.field;
  if (kinds?.kind === 'kind' && setting?.key === null && !Object.hasOwn(kinds.kinds, String(value)))
    return null;
  const field = setting?.field;
  const stored = field?.kind === 'choice' && isUsual(field, value) ? undefined : value;
  const training = withSettingAt(document.training, path, stored);
  return training === null ? null : { ...document, training };
}

/** Whether a choice is the one that is stored by leaving it out. */
function isUsual({ isOptional, usual }: ChoiceField, value: SweepValue): boolean {
  return isOptional && usual.value === value;
}

/** Changes all nodes, in blocks too, that a sweep of all layers means; null when there is none, or the value does not fit one of them. */
function withLayers(
  document: NetloomDocument,
  place: Extract<SweepPlace, { readonly kind: 'layers' }>,
  value: SweepValue,
): NetloomDocument | null {
  let count = 0;
  const changeAll = (nodes: readonly NodeSpec[]): NodeSpec[] | null => {
    const changed = nodes.map((node) => {
      if (!isOfLayers(node, place)) return node;
      count += 1;
      return withNodeValue(node, place.name, value, document.blocks);
    });
    const allowed = changed.filter((node) => node !== null);
    return allowed.length === nodes.length ? allowed : null;
  };
  const scopes = [null, ...Object.keys(document.blocks)];
  const all = scopes.reduce<NetloomDocument | null>(
    (current, scope) => current && withScopeNodes(current, scope, changeAll),
    document,
  );
  return count === 0 ? null : all;
}

function withScopeNodes(
  document: NetloomDocument,
  scope: string | null,
  change: (nodes: readonly NodeSpec[]) => NodeSpec[] | null,
): NetloomDocument | null {
  if (scope === null) {
    const nodes = change(document.nodes);
    return nodes && { ...document, nodes };
  }
  const block = document.blocks[scope];
  const nodes = block && change(block.nodes);
  if (!block || !nodes) return null;
  return { ...document, blocks: { ...document.blocks, [scope]: { ...block, nodes } } };
}
