import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered, type TextStorage } from '../bridge/remembered';

/** Which runs a list shows: all, those with a star, or those of the network that is open. */
export const RUN_SCOPES = ['all', 'starred', 'network'] as const;

/** How a filter compares a run's value with its own; words know the first two only. */
export const RUN_OPERATORS = ['is', 'isNot', 'above', 'atLeast', 'below', 'atMost'] as const;
export type RunOperator = (typeof RUN_OPERATORS)[number];

const conditionSchema = z.object({
  field: z.string(),
  operator: z.enum(RUN_OPERATORS),
  value: z.union([z.number(), z.string(), z.null()]),
});

/** One filter by a setting, e.g. learning rate > 0.1. */
export interface RunCondition {
  /** Key of a `RunField`. */
  readonly field: string;
  readonly operator: RunOperator;
  /** Null: not given yet, which leaves every run in. */
  readonly value: number | string | null;
}

/** How the list of saved runs is looked at. */
export interface RunListState {
  readonly only: (typeof RUN_SCOPES)[number];
  /** All of them must hold. */
  readonly conditions: readonly RunCondition[];
  /** Key of the `RunField` whose values are the groups; null: no groups. */
  readonly groupBy: string | null;
  /** Keys of the groups that are folded. */
  readonly folded: readonly string[];
  change(changes: Partial<Pick<RunListState, 'only' | 'conditions' | 'groupBy'>>): void;
  toggleGroup(key: string): void;
}

/** Folded groups that are remembered, the last ones. */
const MOST_FOLDED = 200;

/** The list of a window; tests give the storage. */
export function createRunListStore(storage?: TextStorage) {
  return create<RunListState>()(
    persist(
      (set) => ({
        only: 'all',
        conditions: [],
        groupBy: null,
        folded: [],
        change: (changes) => set(changes),
        toggleGroup: (key) =>
          set(({ folded }) => ({
            folded: folded.includes(key)
              ? folded.filter((other) => other !== key)
              : [...folded, key].slice(-MOST_FOLDED),
          })),
      }),
      remembered<RunListState>(
        {
          name: 'runs',
          fields: {
            only: z.enum(RUN_SCOPES),
            conditions: z.array(conditionSchema),
            groupBy: z.string().nullable(),
            folded: z.array(z.string()),
          },
        },
        storage,
      ),
    ),
  );
}

export const useRunList = createRunListStore();
