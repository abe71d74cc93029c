import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Position } from '../../../graph-runtime/document/document';
import type { ExportFormatId } from '../../../graph-runtime/exchange/export/registry';
import { remembered } from '../bridge/remembered';
import type { PortPlace, Wire } from '../document/network';
import { columnsSchema, type DetailsColumns, NORMAL_COLUMNS } from './details-columns';

/** Tabs of the panel at the right. */
const DETAILS_TABS = ['inspector', 'training', 'problems'] as const;
export type DetailsTab = (typeof DETAILS_TABS)[number];
const LIBRARY_TABS = ['palette', 'outline'] as const;
export type LibraryTab = (typeof LIBRARY_TABS)[number];
export type DialogName =
  | 'gallery'
  | 'data'
  | 'shortcuts'
  | 'versions'
  | 'report'
  | `export-${ExportFormatId}`
  | 'package'
  | 'opened-package'
  | 'weights'
  | 'model'
  | 'machines'
  | 'together'
  | null;
/** What the heat map on the cards shows. */
export type HeatMeasure = 'none' | 'parameters' | 'multiplyAccumulates' | 'activationBytes' | 'time';

/** A list to pick from over the canvas, and what it is for. */
export type Picker =
  /** Add a layer: at a place of the canvas, after the selected node, or onto a wire. `at` is in window coordinates. */
  | { readonly kind: 'add'; readonly at?: WindowPoint; readonly destination: PickerDestination }
  /** Connect a port of a node with a node chosen from the list. */
  | { readonly kind: 'connect'; readonly id: string; readonly end: 'from' | 'to' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'find' }
  /** A wire was dropped on a port it does not fit: converters, or the wire as it is. */
  | {
      readonly kind: 'repair';
      readonly from: PortPlace;
      readonly to: PortPlace;
      readonly at: WindowPoint;
      /** The wire that was taken there from another place. */
      readonly moved: Wire | null;
    };

export interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

/** Where the node picked from the list goes; `canvas` points are canvas coordinates. */
export type PickerDestination =
  | { readonly kind: 'selection' }
  /** In the place of what is selected. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'place'; readonly canvas: Position }
  | { readonly kind: 'port'; readonly canvas: Position; readonly end: 'from' | 'to'; readonly at: PortPlace }
  | { readonly kind: 'wire'; readonly key: string };

/** A card, and the type of layer or block that it would become. */
export interface DropCard {
  readonly id: string;
  readonly type: string;
}

/**
 * What is looked at and how: never saved with the document, never undone; the panels are as they were left at the next start. Node ids are those of the scope that is open, i.e.
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
  readonly detailsWidth: number;
  /** Widths of inspector and training where they stand side by side. */
  readonly columns: DetailsColumns;
  readonly dialog: DialogName;
  readonly picker: Picker | null;
  readonly heat: HeatMeasure;
  /** The node whose name is being typed. */
  readonly renaming: string | null;
  /** The wire of which one end is dragged. */
  readonly movedWire: Wire | null;
  /** The wire onto which what is being dragged would be put. */
  readonly dropWire: string | null;
  /** The card that what is dragged from the list would replace. */
  readonly dropCard: DropCard | null;
  select(nodes: Iterable<string>, edges?: Iterable<string>): void;
  enter(location: string): void;
  showTab(tab: DetailsTab): void;
  showLibraryTab(tab: LibraryTab): void;
  toggleLibrary(): void;
  toggleDetails(): void;
  resizeDetails(width: number): void;
  resizeColumns(columns: DetailsColumns): void;
  openDialog(dialog: DialogName): void;
  openPicker(picker: Picker | null): void;
  showHeat(heat: HeatMeasure): void;
  holdWire(wire: Wire | null): void;
  showDropWire(key: string | null): void;
  showDropCard(card: DropCard | null): void;
  startRenaming(id: string | null): void;
  /** Back to the whole network with nothing selected: another document was opened. */
  reset(): void;
}

/** Width of the panel at the right, in pixels at the normal text size. */
export const DETAILS_WIDTH = { least: 280, normal: 344, most: 640 } as const;

const NONE: ReadonlySet<string> = new Set();

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

function clampWidth(width: number): number {
  return Math.round(Math.min(DETAILS_WIDTH.most, Math.max(DETAILS_WIDTH.least, width)));
}

export const useView = create<ViewState>()(
  persist(
    (set) => ({
      location: '',
      selectedNodes: NONE,
      selectedEdges: NONE,
      detailsTab: 'training',
      libraryTab: 'palette',
      isLibraryShown: true,
      isDetailsShown: true,
      detailsWidth: DETAILS_WIDTH.normal,
      columns: NORMAL_COLUMNS,
      dialog: null,
      picker: null,
      heat: 'none',
      renaming: null,
      movedWire: null,
      dropWire: null,
      dropCard: null,
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
      resizeColumns: (columns) => set({ columns }),
      resizeDetails: (width) => set({ detailsWidth: clampWidth(width) }),
      openDialog: (dialog) => set({ dialog }),
      openPicker: (picker) => set({ picker }),
      showHeat: (heat) => set({ heat }),
      holdWire: (movedWire) => set({ movedWire }),
      showDropWire: (dropWire) => set({ dropWire }),
      showDropCard: (dropCard) =>
        set((state) =>
          state.dropCard?.id === dropCard?.id && state.dropCard?.type === dropCard?.type
            ? state
            : { dropCard },
        ),
      startRenaming: (renaming) => set({ renaming }),
      reset: () => set({ location: '', selectedNodes: NONE, selectedEdges: NONE }),
    }),
    remembered<ViewState>({
      name: 'panels',
      fields: {
        detailsTab: z.enum(DETAILS_TABS),
        libraryTab: z.enum(LIBRARY_TABS),
        isLibraryShown: z.boolean(),
        isDetailsShown: z.boolean(),
        detailsWidth: z.number().transform(clampWidth),
        columns: columnsSchema,
      },
    }),
  ),
);
