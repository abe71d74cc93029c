import { blockName } from '../../../document/block-type';
import type { NetloomDocument } from '../../../document/document';
import { parseEndpoint } from '../../../document/endpoint';
import { getLayer } from '../../../layers/registry';
import type { ClassOf } from './calls';
import { commonCall, NotUniform, type SingleContent, skeleton } from './calls';
import type { LayerWriter } from './piece';
import type { Member, MemberInput, Reference, ScopeUse } from './scope';

/** What several uses of a block have in common: the members of all, and how they are wired. */
export interface Structure {
  readonly uses: readonly ScopeUse[];
  readonly inputs: readonly string[];
  readonly members: readonly StructureMember[];
  readonly outputs: readonly { readonly port: string; readonly from: Reference }[];
}

export interface StructureMember {
  readonly id: string;
  readonly label: string;
  readonly inputs: readonly MemberInput[];
  readonly outputs: readonly string[];
  /** The member that it is another call of; absent: it has weights of its own, or none. */
  readonly sharesWith?: string | undefined;
  /** For each use; undefined where it is switched off there, and passes its first input on. */
  readonly present: readonly (Member | undefined)[];
}

/**
 * Sorts the uses of a block by what one class can do for: all of one structure, and, where members are switched off in some, those that
 * are the block without them.
 *
 * @param isExact whether numbers of copies and forms of layers must agree, too
 */
export function structuresOf(
  document: NetloomDocument,
  uses: readonly ScopeUse[],
  writer: LayerWriter,
  classOf: ClassOf,
  isExact: boolean,
): readonly Structure[] {
  const kinds = new Map<string, ScopeUse[]>();
  for (const use of uses) {
    const key = signature(use, writer, classOf, isExact);
    kinds.set(key, [...(kinds.get(key) ?? []), use]);
  }
  const groups = Array.from(kinds.values());
  if (groups.length === 1 || isExact) return groups.map(alike);
  const whole = wholeBlock(document, uses);
  if (whole === null) return groups.map(alike);
  const fitting = groups.filter((group) => group.every((use) => isWithout(whole, use)));
  const others = groups.filter((group) => !fitting.includes(group));
  if (fitting.length < 2) return groups.map(alike);
  const merged = withUses(whole, fitting.flat());
  return isUniform(merged, writer, classOf) ? [merged, ...others.map(alike)] : groups.map(alike);
}

function signature(use: ScopeUse, writer: LayerWriter, classOf: ClassOf, isExact: boolean): string {
  const kindOf = (content: SingleContent): string => {
    if (content.kind === 'block') return classOf(content.use).plan.name;
    const { layer } = content;
    const [form] = writer.formsOf(layer);
    return isExact && form !== undefined ? `${layer.layer.type} ${skeleton(form)}` : layer.layer.type;
  };
  const members = use.members.map(({ id, content, inputs, outputs, sharesWith, isOfList }) => {
    const kinds = content.kind === 'copies' ? content.copies.map(kindOf) : [kindOf(content)];
    const isMixed = new Set(kinds).size > 1;
    const kind = isExact || isMixed ? kinds : [content.kind, kinds[0]];
    const isBeside = content.kind === 'copies' && content.isBeside === true;
    return [id, kind, isBeside, isOfList === true, inputs, outputs.map(({ port }) => port), sharesWith];
  });
  return JSON.stringify([
    use.inputs.map(({ port }) => port),
    members,
    use.outputs.map(({ port, from }) => [port, from]),
  ]);
}

function alike(uses: readonly ScopeUse[]): Structure {
  const [first] = uses;
  if (first === undefined) throw new Error('no use of a block');
  return {
    uses,
    inputs: first.inputs.map(({ port }) => port),
    members: first.members.map(({ id, label, inputs, outputs, sharesWith }, index) => ({
      ...{ id, label, inputs, sharesWith },
      outputs: outputs.map(({ port }) => port),
      present: uses.map(({ members }) => members[index]),
    })),
    outputs: first.outputs.map(({ port, from }) => ({ port, from })),
  };
}

/** The block as the document has it, with what is there in one use at least; null where members are wired in no order. */
function wholeBlock(document: NetloomDocument, uses: readonly ScopeUse[]): Omit<Structure, 'uses'> | null {
  const [first] = uses;
  const block = document.blocks[first?.block ?? ''];
  if (first === undefined || block === undefined) return null;
  const found = new Map(uses.flatMap(({ members }) => members.map((member) => [member.id, member] as const)));
  const ports = Array.from(new Set(uses.flatMap(({ inputs }) => inputs.map(({ port }) => port))));
  const references = new Map(ports.map((port): [string, Reference] => [port, { kind: 'input', port }]));
  const wiresTo = (id: string) =>
    block.edges
      .map(({ from, to }) => ({ from: parseEndpoint(from), to: parseEndpoint(to) }))
      .filter(({ to }) => to.id === id);
  const waiting = new Map(block.nodes.filter(({ id }) => found.has(id)).map((node) => [node.id, node]));
  const members: StructureMember[] = [];
  while (waiting.size > 0) {
    const ready = Array.from(waiting.values()).find(({ id }) =>
      wiresTo(id).every(({ from }) => references.has(from.id)),
    );
    const member = ready && found.get(ready.id);
    if (ready === undefined || member === undefined) return null;
    waiting.delete(ready.id);
    const order = inputPorts(document, ready.type);
    const rank = (port: string) => order.indexOf(port);
    const inputs = wiresTo(ready.id)
      .map(({ from, to }): MemberInput => ({ port: to.port ?? order[0] ?? 'in', from: at(references, from) }))
      .sort((a, b) => rank(a.port) - rank(b.port));
    members.push({
      ...{ id: ready.id, label: member.label, inputs, sharesWith: member.sharesWith },
      outputs: member.outputs.map(({ port }) => port),
      present: [],
    });
    references.set(ready.id, { kind: 'member', id: ready.id, port: member.outputs[0]?.port ?? 'out' });
  }
  const outputs = first.outputs.map(({ port }) => {
    const [wire] = wiresTo(port);
    return wire && references.has(wire.from.id) ? { port, from: at(references, wire.from) } : null;
  });
  if (outputs.some((output) => output === null)) return null;
  return { inputs: ports, members, outputs: outputs.flatMap((output) => output ?? []) };
}

function at(
  references: ReadonlyMap<string, Reference>,
  { id, port }: { readonly id: string; readonly port: string | undefined },
): Reference {
  const reference = references.get(id) ?? { kind: 'input', port: id };
  return reference.kind === 'member' && port !== undefined ? { ...reference, port } : reference;
}

function inputPorts(document: NetloomDocument, type: string): readonly string[] {
  const block = blockName(type);
  if (block === null) return getLayer(type)?.inputs.map(({ name }) => name) ?? [];
  return (document.blocks[block]?.nodes ?? [])
    .filter((node) => node.type === 'blockInput')
    .map(({ id }) => id);
}

/** Whether a use is the whole block without the members that it does not have. */
function isWithout(whole: Omit<Structure, 'uses'>, use: ScopeUse): boolean {
  const own = new Map(use.members.map((member) => [member.id, member]));
  const byId = new Map(whole.members.map((member) => [member.id, member]));
  const seen = (from: Reference): Reference => {
    const [first] = (from.kind === 'member' && !own.has(from.id) && byId.get(from.id)?.inputs) || [];
    return first === undefined ? from : seen(first.from);
  };
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return (
    use.members.every(({ id }) => byId.has(id)) &&
    use.inputs.every(({ port }) => whole.inputs.includes(port)) &&
    whole.members.every(({ id, inputs }) => {
      const member = own.get(id);
      if (member === undefined) return inputs.length > 0;
      return isSame(
        inputs.map(({ port, from }) => [port, seen(from)]),
        member.inputs.map(({ port, from }) => [port, from]),
      );
    }) &&
    isSame(
      whole.outputs.map(({ port, from }) => [port, seen(from)]),
      use.outputs.map(({ port, from }) => [port, from]),
    )
  );
}

function withUses(whole: Omit<Structure, 'uses'>, uses: readonly ScopeUse[]): Structure {
  const members = whole.members.map((member) => ({
    ...member,
    present: uses.map((use) => use.members.find(({ id }) => id === member.id)),
  }));
  return {
    ...whole,
    uses,
    members: members.filter(({ present }) => present.some((one) => one !== undefined)),
  };
}

/** Whether one call does for each member. */
function isUniform({ members }: Structure, writer: LayerWriter, classOf: ClassOf): boolean {
  try {
    for (const { present } of members) {
      const contents = present.flatMap((member) => (member === undefined ? [] : [member.content]));
      if (contents.some(({ kind }) => kind !== contents[0]?.kind)) return false;
      const single = contents.flatMap((content) => (content.kind === 'copies' ? content.copies : [content]));
      const isFunction = single.some(
        (content) => content.kind === 'layer' && writer.formsOf(content.layer)[0]?.kind === 'function',
      );
      if (!isFunction) commonCall(single, writer, classOf);
    }
    return true;
  } catch (error) {
    if (error instanceof NotUniform) return false;
    throw error;
  }
}
