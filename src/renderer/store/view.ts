import { create } from 'zustand';

/** Tabs of the panel at the right. */
export type DetailsTab = 'inspector' | 'training' | 'problems';
export type LibraryTab = 'palette' | 'outline';
export type DialogName = 'gallery' | 'shortcuts' | 'commands' | null;

/**
 * What is looked at and how: never saved with the document, never undone. Node ids are those of the scope that is open, i.e.
 * ids in the document; `location` is the path of block uses entered, e.g. `stage2/residual1` ('' is the whole network).
 */
export interface ViewState {
  readonly location: string;
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  readonly detailsTab: DetailsTab;
  readonly libraryTab: LibraryTab;
  readonly isLibraryShown: boolean;
  readonly isDetailsShown: boolean;
  readonly dialog: DialogName;
  select(nodes: Iterable<string>, edges?: Iterable<string>): void;
  enter(location: string): void;
  showTab(tab: DetailsTab): void;
  showLibraryTab(tab: LibraryTab): void;
  toggleLibrary(): void;
  toggleDetails(): void;
  openDialog(dialog: DialogName): void;
  /** Back to the whole network with nothing selected: another document was opened. */
  reset(): void;
}

const NONE: ReadonlySet<string> = new Set();

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

export const useView = create<ViewState>()((set) => ({
  location: '',
  selectedNodes: NONE,
  selectedEdges: NONE,
  detailsTab: 'training',
  libraryTab: 'palette',
  isLibraryShown: true,
  isDetailsShown: true,
  dialog: null,
  select: (nodes, edges = NONE) =>
    set((state) => {
      const selectedNodes = new Set(nodes);
      const selectedEdges = new Set(edges);
      // The same selection stays the same object, so that nothing renders again.
      if (isSameSet(selectedNodes, state.selectedNodes) && isSameSet(selectedEdges, state.selectedEdges))
        return state;
      return { selectedNodes, selectedEdges };
    }),
  enter: (location) => set({ location, selectedNodes: NONE, selectedEdges: NONE }),
  showTab: (detailsTab) => set({ detailsTab, isDetailsShown: true }),
  showLibraryTab: (libraryTab) => set({ libraryTab, isLibraryShown: true }),
  toggleLibrary: () => set((state) => ({ isLibraryShown: !state.isLibraryShown })),
  toggleDetails: () => set((state) => ({ isDetailsShown: !state.isDetailsShown })),
  openDialog: (dialog) => set({ dialog }),
  reset: () => set({ location: '', selectedNodes: NONE, selectedEdges: NONE }),
}));
