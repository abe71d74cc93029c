import { groupBy } from '../../../../graph-runtime/collections/group-by';
/** What a mixture is of: the classes within each split. */
export interface Mixed {
  readonly split: string | null;
  readonly stratum: number;
}

/** Parts of a split, from its first example on, that are looked at. */
const PARTS = [1 / 32, 1 / 8, 1 / 2, 7 / 8] as const;
/** Standard deviations of a random order by which a class may be off in such a part. */
const DEVIATIONS = 4;
/** Examples more: of a class with few of them, two come soon after one another in many a random order. */
const FEW = 2;

/** Whether the first examples of each split have the classes in about the same shares as all: as in a random order, or better. */
export function areClassesMixed(examples: readonly Mixed[]): boolean {
  return [...groupBy(examples, ({ split }) => split).values()].every((members) => {
    const sizes = groupBy(members, ({ stratum }) => stratum);
    return (
      sizes.size === 1 || PARTS.every((part) => isTypical(members, sizes, Math.round(part * members.length)))
    );
  });
}

function isTypical(
  members: readonly Mixed[],
  classes: ReadonlyMap<number, readonly Mixed[]>,
  count: number,
): boolean {
  const counts = new Map<number, number>();
  for (const { stratum } of members.slice(0, count)) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  const all = members.length;
  return [...classes].every(([stratum, { length }]) => {
    const share = length / all;
    // Of the hypergeometric distribution: drawn without being put back.
    const variance = (count * share * (1 - share) * (all - count)) / Math.max(1, all - 1);
    const expected = count * share;
    return Math.abs((counts.get(stratum) ?? 0) - expected) <= DEVIATIONS * Math.sqrt(variance) + FEW;
  });
}

/**
 * The classes in turns: of a class with n examples in its split, the k-th is (k - 1/2) / n on the way through it. Those of a class stay in
 * their order.
 */
export function takingTurns<T extends Mixed>(examples: readonly T[]): readonly T[] {
  const classOf = ({ split, stratum }: Mixed) => `${split} ${stratum}`;
  const classes = groupBy(examples, classOf);
  const seen = new Map<string, number>();
  return examples
    .map((example) => {
      const name = classOf(example);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return { example, place: (before + 0.5) / (classes.get(name)?.length ?? 1) };
    })
    .sort((a, b) => a.place - b.place || a.example.stratum - b.example.stratum)
    .map(({ example }) => example);
}
