import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered, type TextStorage } from '../bridge/remembered';

/** Views of the workbench below the canvas, in the order of their tabs. */
export const WORKBENCH_TABS = ['curves', 'results', 'inside', 'data', 'runs', 'sweeps'] as const;
export type WorkbenchTab = (typeof WORKBENCH_TABS)[number];

export interface WorkbenchState {
  readonly tab: WorkbenchTab;
  readonly isOpen: boolean;
  /** Share of the window's height that an open workbench takes. */
  readonly share: number;
  /** Parts of the settings form that are unfolded. */
  readonly unfolded: readonly string[];
  /** Sections of the training panel that are folded. */
  readonly folded: readonly string[];
  /** It covers canvas and side panels. */
  readonly isMaximized: boolean;
  /** Opens the workbench at a view. */
  show(tab: WorkbenchTab): void;
  toggle(): void;
  toggleMaximized(): void;
  /** Keeps the share between the least and the most. */
  resize(share: number): void;
  setUnfolded(part: string, isUnfolded: boolean): void;
  setFolded(section: string, isFolded: boolean): void;
}

export const WORKBENCH_SHARE = { least: 0.18, normal: 0.42, most: 0.75 } as const;

function clampShare(share: number): number {
  return Math.min(WORKBENCH_SHARE.most, Math.max(WORKBENCH_SHARE.least, share));
}

function withItem(list: readonly string[], item: string, isIn: boolean): string[] {
  return [...list.filter((other) => other !== item), ...(isIn ? [item] : [])];
}

/** The workbench of a window; tests give the storage. */
export function createWorkbenchStore(storage?: TextStorage) {
  return create<WorkbenchState>()(
    persist(
      (set) => ({
        tab: 'curves',
        isOpen: false,
        share: WORKBENCH_SHARE.normal,
        unfolded: [],
        folded: [],
        isMaximized: false,
        show: (tab) => set({ tab, isOpen: true }),
        toggle: () => set((state) => ({ isOpen: !state.isOpen, isMaximized: false })),
        toggleMaximized: () => set((state) => ({ isOpen: true, isMaximized: !state.isMaximized })),
        resize: (share) => set({ share: clampShare(share), isMaximized: false }),
        setUnfolded: (part, isUnfolded) =>
          set(({ unfolded }) => ({
            unfolded: withItem(unfolded, part, isUnfolded),
          })),
        setFolded: (section, isFolded) =>
          set(({ folded }) => ({ folded: withItem(folded, section, isFolded) })),
      }),
      remembered<WorkbenchState>(
        {
          name: 'workbench',
          fields: {
            tab: z.enum(WORKBENCH_TABS),
            isOpen: z.boolean(),
            share: z.number().transform(clampShare),
            unfolded: z.array(z.string()),
            folded: z.array(z.string()),
          },
        },
        storage,
      ),
    ),
  );
}

export const useWorkbench = createWorkbenchStore();
