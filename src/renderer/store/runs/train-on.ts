import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered } from '../bridge/remembered';

/** What lines between machines carry, in Gb/s: those of common networks. */
export const LINE_SPEEDS = [1, 2.5, 10, 25, 100] as const;

export interface TrainOnState {
  /** The machine on which runs are begun and resumed, by its name; null: this one. */
  readonly machine: string | null;
  /** Runs train on this machine together with others. */
  readonly isTogether: boolean;
  /** Those others, by their names, as they were chosen last. */
  readonly others: readonly string[];
  /** What the line of each of them carries, in Gb/s, as a person says: for the forecast. Null: what was measured. */
  readonly line: number | null;
  choose(machine: string | null): void;
  chooseTogether(others: readonly string[], line: number | null): void;
  /** Forgets machines that are not on the list any more. */
  keep(names: readonly string[]): void;
}

/** Where Train and Resume train: chosen beside them, and remembered. */
export const useTrainOn = create<TrainOnState>()(
  persist(
    (set) => ({
      ...{ machine: null, isTogether: false, others: [], line: null },
      choose: (machine) => set({ machine, isTogether: false }),
      chooseTogether: (others, line) => set({ others, line, isTogether: others.length > 0, machine: null }),
      keep: (names) =>
        set(({ machine, others, isTogether }) => ({
          machine: machine !== null && names.includes(machine) ? machine : null,
          others: others.filter((name) => names.includes(name)),
          // With fewer machines, it would be another run.
          isTogether: isTogether && others.every((name) => names.includes(name)),
        })),
    }),
    remembered<TrainOnState>({
      name: 'train-on',
      fields: {
        machine: z.string().max(200).nullable(),
        isTogether: z.boolean(),
        others: z.array(z.string().max(200)).max(63),
        line: z.number().positive().nullable(),
      },
    }),
  ),
);

/** The machines that are to train together with this one; null: runs train on one machine. */
export function useOthers(): readonly string[] | null {
  return useTrainOn(({ isTogether, others }) => (isTogether ? others : null));
}
