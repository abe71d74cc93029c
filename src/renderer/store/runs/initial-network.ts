import type { Inspection, InspectionAnswers, Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { request } from '../bridge/bridge';
import { useAnalysis } from '../document/analysis';
import { useDataset } from '../document/datasets';
import { useDocument } from '../document/document';
import { useRunElsewhere } from './run-elsewhere';
import { isTraining, useRuns } from './runs';

/*
 * The open network with the weights that a run of it would begin with. It has an id like a run's, and is asked like one; an edit that makes
 * another network or other weights of it makes another id.
 */

const PREFIX = 'initial:';
/** A network is put into the engine when nobody has edited it for so long. */
const PAUSE_MILLISECONDS = 500;
/** An undo finds the id that the network had before. */
const KEPT = 20;

interface InitialNetwork {
  readonly id: string;
  readonly document: NetloomDocument;
  /** When it became the open one, by `performance.now()`. */
  readonly since: number;
}

/** By what decides the answers; the newest last. */
const networks = new Map<string, InitialNetwork>();
let count = 0;
let latest: InitialNetwork | null = null;

/** What of a document the initial weights, and what the network makes of an image, depend on. */
const keyOf = oncePer(({ nodes, edges, parameters, blocks, dataset, training }: NetloomDocument): string => {
  const { seed, normalization, precision, device } = training;
  const bare = nodes.map(({ position: _, ...node }) => node);
  return JSON.stringify([bare, edges, parameters, blocks, dataset, seed, normalization, precision, device]);
});

/** The id of a document's network with its initial weights. */
function initialIdOf(document: NetloomDocument): string {
  const key = keyOf(document);
  let network = networks.get(key);
  if (network === undefined || network !== latest) {
    count += network === undefined ? 1 : 0;
    network = { id: network?.id ?? `${PREFIX}${count}`, document, since: performance.now() };
    networks.delete(key);
    networks.set(key, network);
    latest = network;
    for (const old of [...networks.keys()].slice(0, -KEPT)) networks.delete(old);
  }
  return network.id;
}

/** Whether an id is that of a network with its initial weights, and not a run's. */
export function isInitial(id: string | null): boolean {
  return id?.startsWith(PREFIX) ?? false;
}

/** The open network's id; null while something trains, and while the network or its data set cannot be used. */
export function useInitialNetwork(): string | null {
  const isTrainable = useAnalysis((analysis) => analysis.isTrainable);
  const id = useDocument((state) => (isTrainable ? initialIdOf(state.document) : null));
  const hasData = useDataset() !== null;
  const isBusy = useRuns(isTraining);
  const isElsewhere = useRunElsewhere(({ run }) => run !== null);
  return hasData && !isBusy && !isElsewhere ? id : null;
}

/** Asks the network of an id; one that was edited meanwhile does not answer. */
export async function inspectInitial<Q extends Inspection>(
  id: string,
  inspection: Q,
): Promise<Reply<InspectionAnswers[Q['type']]>> {
  const isOpen = () => latest?.id === id;
  const since = latest?.since ?? 0;
  const rest = since + PAUSE_MILLISECONDS - performance.now();
  if (isOpen() && rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  if (latest === null || !isOpen()) return failed(failure('run-unknown'));
  const reply = await request('network:inspect', { document: latest.document, inspection });
  if (!reply.ok) return reply;
  // As in `inspectRun`: each kind of question has its kind of answer.
  return success(reply.value as InspectionAnswers[Q['type']]);
}
