import type { ExportedLayer } from '../network-to-export';
import type { Member, MemberContent, MemberInput, Reference, ScopeOutput } from './scope';

/** A member that may be one of several. */
export interface CopyPlace {
  /** The id of the repeated node that it is a copy of; null: of none. */
  readonly whole: string | null;
  /** The id of the repeated node whose copies it joins; null: of none. */
  readonly joined: string | null;
}

/** What the framework can write. */
export interface CopyRules {
  readonly isObject: (layer: ExportedLayer) => boolean;
  readonly takesList: (layer: ExportedLayer) => boolean;
}

/**
 * Makes one member of the copies of a repeated node that stand side by side, where a merge takes what they give and nobody else does.
 */
function foldBeside(
  members: readonly Member[],
  places: readonly CopyPlace[],
  uses: ReadonlyMap<string, number>,
  { isObject, takesList }: CopyRules,
): readonly Member[] {
  let folded = members;
  places.forEach(({ joined }, at) => {
    const join = members[at];
    const copies = members.filter((_, index) => joined !== null && places[index]?.whole === joined);
    const [first] = copies;
    if (joined === null || join === undefined || first === undefined || copies.length < 2) return;
    const isAlike = copies.every(
      ({ id, inputs, outputs, content }, index) =>
        JSON.stringify(inputs) === JSON.stringify(first.inputs) &&
        outputs.length === 1 &&
        uses.get(id) === 1 &&
        (content.kind !== 'layer' || isObject(content.layer)) &&
        isFrom(join.inputs[index], id),
    );
    if (!isAlike || join.inputs.length !== copies.length) return;
    if (join.content.kind !== 'layer' || !takesList(join.content.layer)) return;
    const content: MemberContent = {
      kind: 'copies',
      copies: copies.flatMap((copy) => single(copy.content)),
      isBeside: true,
    };
    const list: Member = { ...first, id: joined, content };
    const port = join.inputs[0]?.port ?? 'in';
    const from: Reference = { kind: 'member', id: joined, port: first.outputs[0]?.port ?? 'out' };
    const merge: Member = { ...join, inputs: [{ port, from }], isOfList: true };
    folded = folded.flatMap((member) => {
      if (member === join) return [list, merge];
      return copies.includes(member) ? [] : [member];
    });
  });
  return folded;
}

function isFrom(input: MemberInput | undefined, id: string): boolean {
  return input?.from.kind === 'member' && input.from.id === id;
}

function usesOf(members: readonly Member[], outputs: readonly ScopeOutput[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { from } of [...members.flatMap(({ inputs }) => inputs), ...outputs]) {
    if (from.kind === 'member') uses.set(from.id, (uses.get(from.id) ?? 0) + 1);
  }
  return uses;
}

/**
 * Makes one member of the copies of a repeated node that are in a row: each takes what the one before gives, and nobody else does.
 *
 * @param places for each member
 */
export function foldCopies(
  all: readonly Member[],
  outputs: readonly ScopeOutput[],
  places: readonly CopyPlace[],
  rules: CopyRules,
): { readonly members: readonly Member[]; readonly outputs: readonly ScopeOutput[] } {
  const uses = usesOf(all, outputs);
  const members = foldBeside(all, places, uses, rules);
  const wholes = members.map((member) => places[all.indexOf(member)]?.whole ?? null);
  const copiesOf = new Map<string, Member[]>();
  members.forEach((member, index) => {
    const whole = wholes[index] ?? null;
    if (whole !== null) copiesOf.set(whole, [...(copiesOf.get(whole) ?? []), member]);
  });
  const chains = Array.from(copiesOf).filter(([, copies]) => isChain(copies, uses, rules.isObject));
  const chainOf = new Map(
    chains.flatMap(([id, copies]) => copies.map((copy) => [copy.id, { id, copies }] as const)),
  );
  const moved = (from: Reference): Reference =>
    from.kind === 'member' ? { ...from, id: chainOf.get(from.id)?.id ?? from.id } : from;
  const folded = members.flatMap((member): Member[] => {
    const chain = chainOf.get(member.id);
    const inputs = member.inputs.map(({ port, from }) => ({ port, from: moved(from) }));
    if (chain === undefined) return [{ ...member, inputs }];
    const [first] = chain.copies;
    const last = chain.copies[chain.copies.length - 1];
    if (first === undefined || last === undefined || member !== last) return [];
    const content: MemberContent = {
      kind: 'copies',
      copies: chain.copies.flatMap((copy) => single(copy.content)),
    };
    return [
      {
        ...last,
        id: chain.id,
        content,
        inputs: first.inputs.map(({ port, from }) => ({ port, from: moved(from) })),
      },
    ];
  });
  return { members: folded, outputs: outputs.map((output) => ({ ...output, from: moved(output.from) })) };
}

function single(content: MemberContent): readonly Exclude<MemberContent, { kind: 'copies' }>[] {
  return content.kind === 'copies' ? content.copies : [content];
}

function isChain(
  copies: readonly Member[],
  uses: ReadonlyMap<string, number>,
  isObject: (layer: ExportedLayer) => boolean,
): boolean {
  return copies.every(({ inputs, outputs, content }, index) => {
    const [input, ...more] = inputs;
    if (input === undefined || more.length > 0 || outputs.length > 1) return false;
    if (content.kind === 'layer' && !isObject(content.layer)) return false;
    const before = copies[index - 1];
    if (before === undefined) return true;
    return input.from.kind === 'member' && input.from.id === before.id && uses.get(before.id) === 1;
  });
}
