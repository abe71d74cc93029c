import { blockName } from '../document/block-type';
import type { NetloomDocument, ParameterValue } from '../document/document';
import { settingValueAt } from '../settings/change';
import { changedPaths } from '../settings/changes';
import { type NetworkDifference, networkDifference, type ScopeDifference } from './network-difference';

/** One thing in which a run differs from what it was made from, without words: they follow the reader's language. */
export type RunChange =
  /** That many nodes were added, or changed to that type. `name`: of a block. */
  | { readonly kind: 'layers'; readonly type: string; readonly count: number; readonly name?: string }
  | { readonly kind: 'removed'; readonly type: string; readonly count: number; readonly name?: string }
  /** A parameter of that many nodes has another value; undefined: the layer's default. */
  | {
      readonly kind: 'parameter';
      readonly type: string;
      readonly parameter: string;
      readonly value?: ParameterValue;
      readonly count: number;
    }
  /** The default of a parameter of the whole network. */
  | { readonly kind: 'network-parameter'; readonly parameter: string; readonly value: ParameterValue }
  /** Another file of weights to begin with; undefined: random ones. */
  | { readonly kind: 'weights'; readonly file?: string }
  /** Nothing but wires. */
  | { readonly kind: 'wires' }
  /** A training setting, by its path; undefined: it is off. */
  | { readonly kind: 'setting'; readonly path: string; readonly value?: unknown };

/** In what a document differs from its base: the network first, then the settings in the order of forms. */
export function runChanges(base: NetloomDocument, document: NetloomDocument): RunChange[] {
  const settings = changedPaths(document.training, base.training).map((path): RunChange => {
    const value = settingValueAt(document.training, path);
    return { kind: 'setting', path, ...(value !== undefined && { value }) };
  });
  return [
    ...networkChanges(networkDifference(base, document), base, document),
    ...parameterDefaults(base, document),
    ...weightChanges(base, document),
    ...settings,
  ];
}

function weightChanges(base: NetloomDocument, { weights }: NetloomDocument): RunChange[] {
  if (base.weights?.sha256 === weights?.sha256) return [];
  return [{ kind: 'weights', ...(weights !== undefined && { file: weights.file }) }];
}

function parameterDefaults(base: NetloomDocument, document: NetloomDocument): RunChange[] {
  // As text: lists are equal by what is in them.
  const before = new Map(
    base.parameters.map((parameter) => [parameter.name, JSON.stringify(parameter.default)]),
  );
  return document.parameters
    .filter((parameter) => before.get(parameter.name) !== JSON.stringify(parameter.default))
    .map(({ name, default: value }) => ({ kind: 'network-parameter', parameter: name, value }));
}

function networkChanges(
  difference: NetworkDifference,
  base: NetloomDocument,
  document: NetloomDocument,
): RunChange[] {
  // The contents of a block that came or went say nothing beyond its uses.
  const scopes = difference.filter(
    ({ scope }) =>
      scope === null || (Object.hasOwn(base.blocks, scope) && Object.hasOwn(document.blocks, scope)),
  );
  const counted = new Map<string, RunChange & { count: number }>();
  for (const change of scopes.flatMap((scope) => nodeChanges(scope, base, document))) {
    const key = JSON.stringify({ ...change, count: 0 });
    const known = counted.get(key);
    counted.set(key, known === undefined ? change : { ...known, count: known.count + change.count });
  }
  if (counted.size === 0) return scopes.length === 0 ? [] : [{ kind: 'wires' }];
  const kinds = ['layers', 'removed', 'parameter'];
  return [...counted.values()].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

type CountedChange = Extract<RunChange, { readonly count: number }>;

function nodeChanges(
  { added, removed, changed }: ScopeDifference,
  base: NetloomDocument,
  document: NetloomDocument,
): CountedChange[] {
  const typed = (kind: 'layers' | 'removed', type: string, { blocks }: NetloomDocument): CountedChange => {
    const name = blockName(type) ?? undefined;
    return { kind, type, count: 1, ...(name !== undefined && { name: blocks[name]?.name ?? name }) };
  };
  return [
    ...changed.flatMap(({ after, isTypeChanged, parameters }): CountedChange[] =>
      isTypeChanged
        ? [typed('layers', after.type, document)]
        : parameters.map(({ name, after: value }) => ({
            kind: 'parameter',
            type: after.type,
            parameter: name,
            count: 1,
            ...(value !== undefined && { value }),
          })),
    ),
    ...added.map(({ type }) => typed('layers', type, document)),
    ...removed.map(({ type }) => typed('removed', type, base)),
  ];
}
