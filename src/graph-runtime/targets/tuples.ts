/**
 * What an input node of a network takes of an example. A network with one input takes the example itself. One that compares images takes
 * several that belong together, made of a labeled data set:
 *
 * - a pair: an example, and one of the same class or of another, each half of the time
 * - a triplet: an example (anchor), another one of its class (positive), and one of another class (negative)
 */
export const TUPLE_MEMBERS = ['example', 'partner', 'positive', 'negative'] as const;
export type TupleMember = (typeof TUPLE_MEMBERS)[number];

/** What an input node takes: a member of a tuple, a second image of the example, or the numbers beside it. */
export type InputMember = TupleMember | 'second' | 'numbers';

/** Whether examples enter there, not what lies beside them. */
export function isTupleMember(member: InputMember): member is TupleMember {
  return member !== 'second' && member !== 'numbers';
}

/** Examples that enter a network together. */
export type TupleId = 'pair' | 'triplet';

/** The members of each, in the order of their rows in a batch. */
export const tuples: Readonly<Record<TupleId, readonly TupleMember[]>> = {
  pair: ['example', 'partner'],
  triplet: ['example', 'positive', 'negative'],
};

/** Which tuple some inputs make; null: none, as with only the example itself. */
export function tupleOf(members: readonly TupleMember[]): TupleId | null {
  const isMadeOf = (all: readonly TupleMember[]) =>
    all.length === members.length && all.every((member) => members.includes(member));
  if (isMadeOf(tuples.pair)) return 'pair';
  return isMadeOf(tuples.triplet) ? 'triplet' : null;
}

/** How many stored examples make one of a network's. */
export function rowsOf(tuple: TupleId | null): number {
  return tuple === null ? 1 : tuples[tuple].length;
}
