import { useDeferredValue, useEffect } from 'react';
import { latestOf } from '../../../graph-runtime/collections/once-per';
import {
  type NetworkDifference,
  networkDifference,
} from '../../../graph-runtime/difference/network-difference';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useDocument } from '../document/document';
import type { RunRecord } from './runs-record';
import { useSavedRuns } from './saved-runs';

/**
 * How the open network relates to the one a run trains: the same, an edited version of it, or another network altogether. `unknown` until the
 * run's network has been read.
 */
export type NetworkRelation =
  | { readonly kind: 'same' | 'other' | 'unknown' }
  /** `layers`: how many are new, gone or changed; 0 where only wires are others. */
  | { readonly kind: 'changed'; readonly layers: number };

const SAME: NetworkRelation = { kind: 'same' };
const OTHER: NetworkRelation = { kind: 'other' };
const UNKNOWN: NetworkRelation = { kind: 'unknown' };

/** The networks are told apart by what they compute; which is an edited version of which, by the name of their documents. */
export function relationOf(trained: NetloomDocument, open: NetloomDocument): NetworkRelation {
  // Documents share what an edit does not touch.
  const { nodes, edges, blocks } = trained;
  if (nodes === open.nodes && edges === open.edges && blocks === open.blocks) return SAME;
  const difference = networkDifference(trained, open);
  if (difference.length === 0) return SAME;
  return trained.name === open.name ? { kind: 'changed', layers: countLayers(difference) } : OTHER;
}

function countLayers(difference: NetworkDifference): number {
  return difference.reduce(
    (sum, { added, removed, changed }) => sum + added.length + removed.length + changed.length,
    0,
  );
}

/** Remembered: the status line, its buttons and the finding ask the same question. */
const relationNow = latestOf(relationOf);

type Trained = Pick<RunRecord, 'runId' | 'document'>;

/** What a run trains; null until it has been read, which asking for it begins. */
export function useRunDocument(run: Trained | null): NetloomDocument | null {
  const runId = run?.runId ?? null;
  const saved = useSavedRuns((state) => (runId === null ? undefined : state.details.get(runId)?.document));
  const known = run?.document ?? saved ?? null;
  const isMissing = runId !== null && known === null;
  useEffect(() => {
    if (isMissing) void useSavedRuns.getState().fetch(runId);
  }, [isMissing, runId]);
  return known;
}

/** How the open network stands to the one the run trains. An edit need not wait for the answer. */
export function useNetworkRelation(run: Trained | null): NetworkRelation {
  const trained = useRunDocument(run);
  const open = useDeferredValue(useDocument((state) => state.document));
  return trained === null ? UNKNOWN : relationNow(trained, open);
}

/** The same, when it decides what a click does: reads the run's network where that was not done yet. */
export async function relationNowOf({ runId, document }: Trained): Promise<NetworkRelation> {
  const details = useSavedRuns.getState();
  const trained = document ?? (details.details.get(runId) ?? (await details.fetch(runId)))?.document;
  return trained === undefined ? UNKNOWN : relationNow(trained, useDocument.getState().document);
}
