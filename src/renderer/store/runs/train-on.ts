import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered } from '../bridge/remembered';

export interface TrainOnState {
  /** The machine on which runs are begun and resumed, by its name; null: this one. */
  readonly machine: string | null;
  choose(machine: string | null): void;
}

/** Where Train and Resume train: chosen beside them, and remembered. */
export const useTrainOn = create<TrainOnState>()(
  persist(
    (set) => ({ machine: null, choose: (machine) => set({ machine }) }),
    remembered<TrainOnState>({ name: 'train-on', fields: { machine: z.string().max(200).nullable() } }),
  ),
);

/** As requests have it: nothing for this machine. */
export function trainOn(): { readonly on?: string } {
  const { machine } = useTrainOn.getState();
  return machine === null ? {} : { on: machine };
}
