import { create } from 'zustand';

/** Views of the workbench below the canvas, in the order of their tabs. */
export const WORKBENCH_TABS = ['curves', 'results', 'inside', 'runs', 'sweeps'] as const;
export type WorkbenchTab = (typeof WORKBENCH_TABS)[number];

/** What is remembered from one start of the app to the next. */
interface Remembered {
  readonly tab: WorkbenchTab;
  readonly isOpen: boolean;
  /** Share of the window's height that an open workbench takes. */
  readonly share: number;
  /** Parts of the settings form that are unfolded. */
  readonly unfolded: readonly string[];
}

export interface WorkbenchState extends Remembered {
  /** It covers canvas and side panels. */
  readonly isMaximized: boolean;
  /** Opens the workbench at a view. */
  show(tab: WorkbenchTab): void;
  toggle(): void;
  toggleMaximized(): void;
  /** Keeps the share between the least and the most. */
  resize(share: number): void;
  setUnfolded(part: string, isUnfolded: boolean): void;
}

export const WORKBENCH_SHARE = { least: 0.18, normal: 0.42, most: 0.75 } as const;

const KEY = 'workbench';
const NORMAL: Remembered = { tab: 'curves', isOpen: false, share: WORKBENCH_SHARE.normal, unfolded: [] };

function clampShare(share: number): number {
  return Math.min(WORKBENCH_SHARE.most, Math.max(WORKBENCH_SHARE.least, share));
}

/** What an earlier start left behind; whatever does not make sense is as at the first start. */
function recall(storage: Pick<Storage, 'getItem'>): Remembered {
  let parsed: unknown;
  try {
    parsed = JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    return NORMAL;
  }
  if (typeof parsed !== 'object' || parsed === null) return NORMAL;
  const read = (name: string): unknown => Reflect.get(Object(parsed), name);
  const share = read('share');
  const unfolded = read('unfolded');
  return {
    tab: WORKBENCH_TABS.find((tab) => tab === read('tab')) ?? NORMAL.tab,
    isOpen: read('isOpen') === true,
    share: typeof share === 'number' && Number.isFinite(share) ? clampShare(share) : NORMAL.share,
    unfolded: Array.isArray(unfolded)
      ? unfolded.filter((part): part is string => typeof part === 'string')
      : NORMAL.unfolded,
  };
}

/** The workbench's state; what is remembered goes to `storage` at every change. */
export function createWorkbenchStore(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const store = create<WorkbenchState>()((set) => ({
    ...recall(storage),
    isMaximized: false,
    show: (tab) => set({ tab, isOpen: true }),
    toggle: () => set((state) => ({ isOpen: !state.isOpen, isMaximized: false })),
    toggleMaximized: () => set((state) => ({ isOpen: true, isMaximized: !state.isMaximized })),
    resize: (share) => set({ share: clampShare(share), isMaximized: false }),
    setUnfolded: (part, isUnfolded) =>
      set(({ unfolded }) => ({
        unfolded: [...unfolded.filter((other) => other !== part), ...(isUnfolded ? [part] : [])],
      })),
  }));
  store.subscribe(({ tab, isOpen, share, unfolded }) => {
    storage.setItem(KEY, JSON.stringify({ tab, isOpen, share, unfolded } satisfies Remembered));
  });
  return store;
}

const FORGETFUL: Pick<Storage, 'getItem' | 'setItem'> = { getItem: () => null, setItem: () => undefined };

/** The window's workbench. Outside a window (in tests) nothing is remembered. */
export const useWorkbench = createWorkbenchStore(
  typeof window === 'undefined' ? FORGETFUL : window.localStorage,
);
