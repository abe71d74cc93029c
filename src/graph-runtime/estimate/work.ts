import type { OpNode } from '../ops/op-graph';
import { WORK_KINDS, type WorkKind, workOf } from './op-work';

/** Amounts of each kind of work, and how many ops do it. */
export type Work = Readonly<Record<WorkKind | 'ops', number>>;

/** Work of a native call: `fixed + perExample × examples`. */
export interface CallWork {
  readonly fixed: Work;
  readonly perExample: Work;
}

export const AMOUNTS = ['ops', ...WORK_KINDS] as const;

/** An amount of each kind. */
export function workFrom(amountOf: (kind: keyof Work) => number): Work {
  return Object.fromEntries(AMOUNTS.map((kind) => [kind, amountOf(kind)])) as Record<keyof Work, number>;
}

export const NO_WORK: Work = workFrom(() => 0);

export function addWork(a: Work, b: Work): Work {
  return workFrom((kind) => a[kind] + b[kind]);
}

/** What a call that runs these ops does. */
export function callWorkOf(ops: readonly OpNode[]): CallWork {
  const fixed = { ...NO_WORK } as Record<keyof Work, number>;
  const perExample = { ...fixed };
  for (const op of ops) {
    const work = workOf(op);
    if (work === null) continue;
    fixed.ops += 1;
    fixed[work.kind] += work.fixed;
    perExample[work.kind] += work.perExample;
  }
  return { fixed, perExample };
}

/** Work of a call with that many examples. */
export function workAt({ fixed, perExample }: CallWork, examples: number): Work {
  return workFrom((kind) => fixed[kind] + perExample[kind] * examples);
}
