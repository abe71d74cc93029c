import type { ExportedLayer } from '../network-to-export';
import type { Member, MemberContent, Reference, ScopeOutput } from './scope';

/**
 * Makes one member of the copies of a repeated node that are in a row: each takes what the one before gives, and nobody else does.
 *
 * @param wholes for each member the id of the repeated node it is a copy of; null: of none
 */
export function foldCopies(
  members: readonly Member[],
  outputs: readonly ScopeOutput[],
  wholes: readonly (string | null)[],
  isObject: (layer: ExportedLayer) => boolean,
): { readonly members: readonly Member[]; readonly outputs: readonly ScopeOutput[] } {
  const uses = new Map<string, number>();
  for (const { from } of [...members.flatMap(({ inputs }) => inputs), ...outputs]) {
    if (from.kind === 'member') uses.set(from.id, (uses.get(from.id) ?? 0) + 1);
  }
  const copiesOf = new Map<string, Member[]>();
  members.forEach((member, index) => {
    const whole = wholes[index] ?? null;
    if (whole !== null) copiesOf.set(whole, [...(copiesOf.get(whole) ?? []), member]);
  });
  const chains = Array.from(copiesOf).filter(([, copies]) => isChain(copies, uses, isObject));
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
