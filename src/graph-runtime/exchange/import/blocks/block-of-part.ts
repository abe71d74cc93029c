import type {
  BlockParameter,
  BlockSpec,
  EdgeSpec,
  NodeSpec,
  ParameterValue,
} from '../../../document/document';
import { isIdentifier } from '../../../document/identifier';
import { NodeNames } from '../network/node-names';
import type { RepeatedPart } from './repeated-parts';
import { varyingOf } from './signature';

/** More numbers than these nobody would set at a use. */
const MOST_PARAMETERS = 12;

/** A block, what each of its uses sets, and what its nodes are called inside. */
export interface MadeBlock {
  readonly block: BlockSpec;
  readonly parameters: readonly Readonly<Record<string, number | boolean>>[];
  /** In the order of the nodes of a use. */
  readonly inner: readonly string[];
}

interface Slot {
  readonly node: number;
  readonly name: string;
  readonly values: readonly (number | boolean)[];
  /** A padding that is written alike in every use. */
  readonly isSame: boolean;
}

/** The block that all uses of a part are; null where too much differs between them. */
export function blockOfPart(
  { uses }: RepeatedPart,
  sources: ReadonlyMap<string, readonly string[]>,
): MadeBlock | null {
  const [first = []] = uses;
  const slots = first.flatMap((_, node) => slotsOf(uses, node));
  const differing = slots.filter(({ values }) => values.some((value) => value !== values[0]));
  const made: { readonly parameter: string; readonly slot: Slot }[] = [];
  const expressions = new Map<Slot, string>();
  for (const slot of differing) {
    const known = made.find((one) => factorOf(slot, one.slot) !== null);
    const factor = known && factorOf(slot, known.slot);
    if (known !== undefined) {
      expressions.set(slot, factor === 1 ? `=${known.parameter}` : `=${known.parameter} * ${factor}`);
      continue;
    }
    const count = made.filter((one) => one.slot.name === slot.name).length;
    const parameter = count === 0 ? slot.name : `${slot.name}${count + 1}`;
    made.push({ parameter, slot });
    expressions.set(slot, `=${parameter}`);
  }
  if (made.length > MOST_PARAMETERS) return null;
  const inner = innerNames(first);
  return {
    inner,
    block: {
      parameters: made.map(({ parameter, slot }) => blockParameter(parameter, slot)),
      nodes: [
        { id: 'in', type: 'blockInput' },
        ...first.map((node, at) => innerNode(node, inner[at] ?? '', slots, at, expressions)),
        { id: 'out', type: 'blockOutput' },
      ],
      edges: innerEdges(first, inner, sources),
    },
    parameters: uses.map((_, use) =>
      Object.fromEntries(made.map(({ parameter, slot }) => [parameter, slot.values[use] ?? 0])),
    ),
  };
}

function slotsOf(uses: RepeatedPart['uses'], node: number): readonly Slot[] {
  const each = uses.map((use) => varyingOf(use[node] ?? { id: '', type: '' }));
  const written = uses.map((use) => JSON.stringify(use[node]?.parameters?.padding));
  const isSame = written.every((padding) => padding === written[0]);
  return Object.keys(each[0] ?? {}).map((name) => ({
    ...{ node, name, isSame: name === 'padding' && isSame },
    values: each.map((one) => one[name] ?? 0),
  }));
}

/** The whole number that one slot's values are of another's in every use; null where there is none. */
function factorOf({ name, values }: Slot, other: Slot): number | null {
  if (name !== other.name) return null;
  const [first, base] = [values[0], other.values[0]];
  if (typeof first === 'boolean' || typeof base === 'boolean') {
    return values.every((value, at) => value === other.values[at]) ? 1 : null;
  }
  const factor = Number(first) / Number(base);
  const isWhole = Number.isInteger(factor) && factor >= 1;
  return isWhole && values.every((value, at) => value === Number(other.values[at]) * factor) ? factor : null;
}

function blockParameter(name: string, { values }: Slot): BlockParameter {
  const [value = 0] = values;
  if (typeof value === 'boolean') return { name, kind: 'boolean', default: value };
  const isWhole = values.every(Number.isInteger);
  return { name, kind: isWhole ? 'integer' : 'number', default: value };
}

function innerNode(
  { type, parameters = {} }: NodeSpec,
  id: string,
  slots: readonly Slot[],
  at: number,
  expressions: ReadonlyMap<Slot, string>,
): NodeSpec {
  const own: Record<string, ParameterValue> = { ...parameters };
  for (const slot of slots) {
    const expression = slot.node === at ? expressions.get(slot) : undefined;
    if (expression !== undefined) own[slot.name] = expression;
    // `same` in one use and a number in another: the number is both.
    else if (slot.node === at && slot.name === 'padding' && !slot.isSame)
      own.padding = Number(slot.values[0]);
  }
  return { id, type, ...(Object.keys(own).length > 0 && { parameters: own }) };
}

/** Names without what all of them begin with, which is the use's; else what the layers are, counted. */
function innerNames(nodes: readonly NodeSpec[]): readonly string[] {
  const names = new NodeNames();
  names.take('in', 'in');
  names.take('out', 'out');
  const prefix = commonPrefix(nodes.map(({ id }) => id));
  return nodes.map(({ id, type }) => {
    const rest = id.slice(prefix.length).replace(/^_+/, '');
    return names.take(prefix !== '' && isIdentifier(rest) ? rest : type, type);
  });
}

/** What all names begin with, up to a `_`. */
export function commonPrefix(names: readonly string[]): string {
  const [first = ''] = names;
  const parts = first.split('_');
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const prefix = parts.slice(0, count).join('_');
    if (names.every((name) => name.startsWith(`${prefix}_`))) return prefix;
  }
  return '';
}

function innerEdges(
  nodes: readonly NodeSpec[],
  inner: readonly string[],
  sources: ReadonlyMap<string, readonly string[]>,
): EdgeSpec[] {
  const names = new Map(nodes.map(({ id }, at) => [id, inner[at] ?? '']));
  const edges = nodes.flatMap(({ id }) =>
    (sources.get(id) ?? []).map((source) => ({ from: names.get(source) ?? 'in', to: names.get(id) ?? '' })),
  );
  return [...edges, { from: inner.at(-1) ?? '', to: 'out' }];
}
