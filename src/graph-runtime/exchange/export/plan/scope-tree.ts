import type { ExpressionScope } from '../../../blocks/expression';
import type { FlatGroup } from '../../../blocks/flat-graph';
import { resolveBlockParameters } from '../../../blocks/resolve-parameters';
import type { NetloomDocument } from '../../../document/document';
import { joinPath, joinPathOf, lastSegment, parentPath } from '../../../document/node-path';
import type { TensorType } from '../../../layers/tensor-type';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import { type CopyPlace, type CopyRules, foldCopies } from './copies';
import type { Member, MemberContent, MemberInput, Reference, ScopeInput, ScopeUse } from './scope';
import { withSharing } from './sharing';

/** Layers and uses by path. */
interface TreeSource {
  readonly network: NetworkToExport;
  readonly document: NetloomDocument;
  readonly groups: ReadonlyMap<string, FlatGroup>;
  /** The paths of repeated nodes as a whole. */
  readonly wholes: ReadonlySet<string>;
  readonly layers: ReadonlyMap<string, ExportedLayer>;
  /** All that is computed: layers in order, then outputs. */
  readonly consumers: ReadonlyMap<string, readonly string[]>;
  /** Uses of blocks that are no unit, because what leaves them comes back into them: their layers are the surrounding scope's. */
  readonly dissolved: Set<string>;
  readonly rules: CopyRules;
}

/**
 * The network as a tree of uses.
 *
 * @param rules whether a layer is written as an object, which can be in a row with others, and whether a merge takes a list
 */
export function scopeTree(network: NetworkToExport, rules: CopyRules): ScopeUse {
  const { document, graph } = network.analysis;
  const consumers = new Map<string, string[]>();
  for (const layer of [...network.layers, ...network.mains, ...network.auxiliary]) {
    for (const source of layer.sources) consumers.set(source, [...(consumers.get(source) ?? []), layer.path]);
  }
  const source: TreeSource = {
    network,
    document,
    groups: new Map(graph.groups.filter((group) => !isWhole(group)).map((group) => [group.path, group])),
    wholes: new Set(graph.groups.filter(isWhole).map(({ path }) => path)),
    layers: new Map(network.layers.map((layer) => [layer.path, layer])),
    consumers,
    dissolved: new Set(),
    rules,
  };
  const place = { path: '', origin: { scope: null, id: '' } };
  const values = resolveBlockParameters(document.parameters, undefined, new Map(), place).values;
  for (;;) {
    try {
      return readUse(source, null, '', values, network.layers);
    } catch (error) {
      if (!(error instanceof CycleOfUnits)) throw error;
      for (const path of error.paths) source.dissolved.add(path);
    }
  }
}

/** A repeated node as a whole, of which the copies are groups or layers themselves. */
function isWhole({ path, node }: FlatGroup): boolean {
  return node.repeat !== undefined && lastSegment(path) === node.id;
}

/** Carries uses that cannot be computed as a whole out of the recursion; never leaves this file. */
class CycleOfUnits extends Error {
  constructor(readonly paths: readonly string[]) {
    super('blocks that wait for one another');
  }
}

/** What is one call in a scope: a layer, or a use of a block. */
interface Unit {
  readonly path: string;
  readonly origin: { readonly id: string };
  readonly group: FlatGroup | null;
  readonly layers: ExportedLayer[];
}

function readUse(
  source: TreeSource,
  group: FlatGroup | null,
  prefix: string,
  values: ExpressionScope,
  layers: readonly ExportedLayer[],
): ScopeUse {
  const { entering, mains, auxiliary } = source.network;
  const inside = new Set(layers.map(({ path }) => path));
  const typeOf = (path: string): TensorType =>
    entering.find((one) => one.path === path) ?? source.layers.get(path)?.output ?? { shape: [] };
  // The network takes all of its inputs, in their own order.
  const sources = group === null ? entering.map(({ path }) => path) : externalSources(layers, inside);
  const inputs = sources.map(
    (path, index): ScopeInput => ({
      port: group === null ? path : portOf(group.inputs, path, `input${index + 1}`),
      source: path,
      type: typeOf(path),
    }),
  );
  const units = orderedUnits(unitsOf(source, prefix, layers));
  const unitOf = new Map(units.flatMap((unit) => unit.layers.map(({ path }) => [path, unit] as const)));
  const refer = (path: string): Reference => {
    const unit = unitOf.get(path);
    const port = inputs.find((one) => one.source === path)?.port ?? '';
    if (unit === undefined) return { kind: 'input', port };
    return {
      kind: 'member',
      id: idOf(unit, prefix),
      port: unit.group ? portOf(unit.group.outputs, path, path) : 'out',
    };
  };
  const contentOf = (unit: Unit): Exclude<MemberContent, { kind: 'copies' }> => {
    const [layer] = unit.layers;
    if (unit.group === null && layer !== undefined) return { kind: 'layer', layer };
    if (unit.group === null) throw new Error(`${unit.path} has no layer`);
    const own = valuesOf(source.document, unit.group, values);
    return { kind: 'block', use: readUse(source, unit.group, `${unit.path}/`, own, unit.layers) };
  };
  const members = units.map((unit) =>
    memberOf(source, unit, { id: idOf(unit, prefix), block: group?.block ?? null }, contentOf(unit), refer),
  );
  const targets = [...mains, ...auxiliary].map(({ sources: [from = ''] }) => from);
  const leavingPaths = group === null ? targets : leaving(source, layers, inside);
  const outputs = leavingPaths.map((path, index) => ({
    port: group === null ? `${index}` : portOf(group.outputs, path, path),
    source: path,
    from: refer(path),
  }));
  const places = units.map((unit): CopyPlace => {
    const whole = wholePath(unit);
    const id = source.wholes.has(whole) ? whole.slice(prefix.length) : null;
    return isJoin(unit, whole) ? { whole: null, joined: id } : { whole: id, joined: null };
  });
  return {
    block: group?.block ?? null,
    path: group?.path ?? '',
    values,
    inputs,
    ...withSharing(foldCopies(members, outputs, places, source.rules)),
  };
}

function memberOf(
  source: TreeSource,
  unit: Unit,
  { id, block }: { readonly id: string; readonly block: string | null },
  content: Exclude<MemberContent, { kind: 'copies' }>,
  refer: (path: string) => Reference,
): Member {
  const own = new Set(unit.layers.map(({ path }) => path));
  const outputs = leaving(source, unit.layers, own).map((path) => ({
    port: unit.group ? portOf(unit.group.outputs, path, path) : 'out',
    type: source.layers.get(path)?.output ?? { shape: [] },
  }));
  const inputs =
    content.kind === 'block'
      ? content.use.inputs.map(({ port, source: path }) => ({ port, from: refer(path) }))
      : inputsOf(content.layer, refer);
  const label = isJoin(unit, wholePath(unit)) ? id : labelOf(source.document, block, unit.origin.id);
  return { id, label, content, inputs, outputs };
}

/** The path that the node would have were it not repeated. */
function wholePath({ path, origin }: Unit): string {
  return joinPath(parentPath(path), origin.id);
}

/** The merge of copies that stand side by side: the first, if the block has several outputs. */
function isJoin({ path, group }: Unit, whole: string): boolean {
  return group === null && path === joinPathOf(whole, null);
}

function inputsOf({ sources, layer }: ExportedLayer, refer: (path: string) => Reference): MemberInput[] {
  return sources.map((path, index) => ({
    port: layer.inputs[Math.min(index, layer.inputs.length - 1)]?.name ?? 'in',
    from: refer(path),
  }));
}

const idOf = ({ path }: Unit, prefix: string) => path.slice(prefix.length).replace(/\//g, '_');

function portOf(ports: FlatGroup['inputs'], path: string, otherwise: string): string {
  return Object.entries(ports).find(([, endpoint]) => endpoint?.path === path)?.[0] ?? otherwise;
}

function labelOf(document: NetloomDocument, block: string | null, id: string): string {
  const nodes = block === null ? document.nodes : (document.blocks[block]?.nodes ?? []);
  return nodes.find((node) => node.id === id)?.name ?? id;
}

function valuesOf(document: NetloomDocument, group: FlatGroup, around: ExpressionScope): ExpressionScope {
  const { path, node, origin, sizes } = group;
  const number = Number(lastSegment(path).slice(node.id.length));
  const scope = node.repeat === undefined ? around : new Map(around).set('index', number - 1);
  const parameters = document.blocks[group.block]?.parameters ?? [];
  return resolveBlockParameters(parameters, node.parameters, scope, { path, origin }, sizes).values;
}

/** What the layers of a scope are computed by: themselves, or the outermost use of a block inside of the scope. */
function unitsOf(source: TreeSource, prefix: string, layers: readonly ExportedLayer[]): readonly Unit[] {
  const units = new Map<string, Unit>();
  for (const layer of layers) {
    const group = outermostGroup(source, prefix, layer.path);
    const path = group?.path ?? layer.path;
    const known = units.get(path);
    if (known !== undefined) known.layers.push(layer);
    else units.set(path, { path, origin: group?.origin ?? layer.origin, group, layers: [layer] });
  }
  return Array.from(units.values());
}

function outermostGroup({ groups, dissolved }: TreeSource, prefix: string, path: string): FlatGroup | null {
  for (let at = path.indexOf('/', prefix.length); at !== -1; at = path.indexOf('/', at + 1)) {
    const group = groups.get(path.slice(0, at));
    if (group !== undefined && !dissolved.has(group.path)) return group;
  }
  return null;
}

/** Paths of the layers outside that a set of layers needs, in the order of need. */
function externalSources(layers: readonly ExportedLayer[], inside: ReadonlySet<string>): readonly string[] {
  return Array.from(new Set(layers.flatMap(({ sources }) => sources.filter((path) => !inside.has(path)))));
}

/** Paths of the layers inside that something outside needs. */
function leaving(
  { consumers }: TreeSource,
  layers: readonly ExportedLayer[],
  inside: ReadonlySet<string>,
): readonly string[] {
  return layers
    .map(({ path }) => path)
    .filter((path) => consumers.get(path)?.some((one) => !inside.has(one)) === true);
}

/** Each after those that it needs; among them, in the order of their first layers. */
function orderedUnits(units: readonly Unit[]): readonly Unit[] {
  const owner = new Map(units.flatMap((unit) => unit.layers.map(({ path }) => [path, unit] as const)));
  const needs = new Map(
    units.map((unit) => {
      const sources = unit.layers.flatMap((layer) => layer.sources.flatMap((path) => owner.get(path) ?? []));
      return [unit, new Set(sources.filter((one) => one !== unit))] as const;
    }),
  );
  const done: Unit[] = [];
  const isDone = new Set<Unit>();
  let waiting = units;
  while (waiting.length > 0) {
    const ready = waiting.find((unit) => Array.from(needs.get(unit) ?? []).every((one) => isDone.has(one)));
    if (ready === undefined)
      throw new CycleOfUnits(waiting.flatMap(({ group }) => (group === null ? [] : [group.path])));
    done.push(ready);
    isDone.add(ready);
    waiting = waiting.filter((unit) => unit !== ready);
  }
  return done;
}
