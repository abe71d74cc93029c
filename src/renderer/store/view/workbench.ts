import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { remembered, type TextStorage } from '../bridge/remembered';
import { isLowWindow } from './wide-window';

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
  /** It does because there was no room below the canvas, not because its user has asked for it. */
  readonly isUnasked: boolean;
  /** Opens the workbench at a view; in a low window it covers the canvas, or nothing of it could be read. */
  show(tab: WorkbenchTab): void;
  toggle(): void;
  toggleMaximized(): void;
  /** There is room below the canvas now: what covers it without having been asked to goes back there. */
  giveRoomBack(): void;
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

/** Activations are of the card that is selected on the canvas: they stay below it. */
function openedAt(tab: WorkbenchTab, isLowNow: () => boolean) {
  const isUnasked = tab !== 'inside' && isLowNow();
  return { isMaximized: isUnasked, isUnasked };
}

/** The workbench of a window; tests give the storage, and whether the window is low. */
export function createWorkbenchStore(storage?: TextStorage, isLowNow = isLowWindow) {
  return create<WorkbenchState>()(
    persist(
      (set) => ({
        tab: 'curves',
        isOpen: false,
        share: WORKBENCH_SHARE.normal,
        unfolded: [],
        folded: [],
        isMaximized: false,
        isUnasked: false,
        show: (tab) =>
          set(({ isOpen }) => ({ tab, isOpen: true, ...(isOpen ? {} : openedAt(tab, isLowNow)) })),
        toggle: () =>
          set(({ isOpen, tab }) => ({
            isOpen: !isOpen,
            ...(isOpen ? { isMaximized: false, isUnasked: false } : openedAt(tab, isLowNow)),
          })),
        toggleMaximized: () =>
          set((state) => ({ isOpen: true, isMaximized: !state.isMaximized, isUnasked: false })),
        giveRoomBack: () =>
          set(({ isMaximized, isUnasked }) => ({ isMaximized: isMaximized && !isUnasked, isUnasked: false })),
        resize: (share) => set({ share: clampShare(share), isMaximized: false, isUnasked: false }),
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
