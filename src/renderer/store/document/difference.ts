import { create } from 'zustand';
import { latestOf, oncePer } from '../../../graph-runtime/collections/once-per';
import {
  type NetworkDifference,
  networkDifference,
} from '../../../graph-runtime/difference/network-difference';
import type { NetloomDocument, Scope } from '../../../graph-runtime/document/document';
import { useDocument } from './document';

interface DifferenceBase {
  /** What it is called, in the language on screen. */
  readonly title: () => string;
  readonly document: NetloomDocument;
}

/** The network the open one is compared with on the canvas. */
interface DifferenceState {
  readonly base: DifferenceBase | null;
  compareWith(base: DifferenceBase): void;
  stop(): void;
}

export const useDifferenceBase = create<DifferenceState>()((set) => ({
  base: null,
  compareWith: (base) => set({ base }),
  stop: () => set({ base: null }),
}));

/** How two documents differ: computed once for each pair, however many cards ask. */
export const differenceOf = latestOf(networkDifference);

type NodeDifferenceKind = 'added' | 'changed';

/** How each node has changed, by scope and id: every card on the canvas asks. */
const kindsOf = oncePer(
  (difference: NetworkDifference): ReadonlyMap<Scope, ReadonlyMap<string, NodeDifferenceKind>> =>
    new Map(
      difference.map(({ scope, added, changed }) => [
        scope,
        new Map<string, NodeDifferenceKind>([
          ...changed.map(({ after }) => [after.id, 'changed'] as const),
          ...added.map(({ id }) => [id, 'added'] as const),
        ]),
      ]),
    ),
);

/** How the open network differs from the one it is compared with; null while none is. */
export function useDifference(): NetworkDifference | null {
  const base = useDifferenceBase((state) => state.base);
  const document = useDocument((state) => state.document);
  return base === null ? null : differenceOf(base.document, document);
}

/** How one node of the open network has changed; null when nothing did, or nothing is compared. */
export function useNodeDifference(scope: Scope, id: string): NodeDifferenceKind | null {
  const base = useDifferenceBase((state) => state.base);
  return useDocument((state) => {
    if (base === null) return null;
    return kindsOf(differenceOf(base.document, state.document)).get(scope)?.get(id) ?? null;
  });
}

/** How the nodes of a scope have changed of the open network, by id; null while nothing is compared. */
export function useNodeDifferences(scope: Scope): ReadonlyMap<string, NodeDifferenceKind> | null {
  const difference = useDifference();
  return difference === null ? null : (kindsOf(difference).get(scope) ?? NO_KINDS);
}

const NO_KINDS: ReadonlyMap<string, NodeDifferenceKind> = new Map();
