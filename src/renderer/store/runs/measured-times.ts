import { create } from 'zustand';
import type { Failure, LayerTimes, Reply } from '../../../contract/contract';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { request } from '../bridge/bridge';
import { useDocument } from '../document/document';
import { inspectRun } from './inspect';
import { currentRun, isTraining, runsStore } from './runs';

/*
 * How long the layers of the open network take in a training step, for the heat map on the canvas: measured when its user says so, and
 * remembered until the network is another one.
 */

/** A measurement, and the network it was made of. */
export interface MeasuredNetwork {
  readonly signature: string;
  readonly times: LayerTimes;
  /** Milliseconds by path, of layers and of the blocks around them. */
  readonly totals: ReadonlyMap<string, number>;
}

interface MeasuredTimesState {
  /** What was measured in this window, the newest last. */
  readonly networks: readonly MeasuredNetwork[];
  /** The newest measurement of the document that is open: shown, as out of date, while the network as it is was not measured. */
  readonly latest: { readonly generation: number; readonly network: MeasuredNetwork } | null;
  /** When the measurement under way began (`Date.now()`); null when there is none. */
  readonly startedAt: number | null;
  /** Why the last measurement failed, and of which network it was to be made. */
  readonly failure: { readonly signature: string; readonly reason: Failure } | null;
  /** Measures the open network. */
  measure(): Promise<void>;
  /** Gives the measurement up. */
  cancel(): void;
}

/** Measurements kept: an undo, or a look at another network, finds its own again. */
const KEPT = 12;

export const useMeasuredTimes = create<MeasuredTimesState>()((set, get) => ({
  networks: [],
  latest: null,
  startedAt: null,
  failure: null,
  measure: async () => {
    if (get().startedAt !== null) return;
    const { document, generation } = useDocument.getState();
    const startedAt = Date.now();
    set({ startedAt, failure: null });
    const reply = await timesOf(document);
    // Given up, and perhaps begun again: the answer to the old question is nobody's.
    if (get().startedAt !== startedAt) return;
    if (!reply.ok) {
      set({ startedAt: null, failure: { signature: signatureOf(document), reason: reply.error } });
      return;
    }
    const network = measuredNetwork(document, reply.value);
    const others = get().networks.filter(({ signature }) => signature !== network.signature);
    set({
      startedAt: null,
      networks: [...others, network].slice(-KEPT),
      latest: { generation, network },
    });
  },
  cancel: () => {
    if (get().startedAt === null) return;
    set({ startedAt: null });
    void request('layers:stop', undefined);
  },
}));

/** Asks the run in training where it trains this very network, and otherwise has a network with fresh weights measured. */
async function timesOf(document: NetloomDocument): Promise<Reply<LayerTimes>> {
  const run = isTraining(runsStore.getState()) ? currentRun(runsStore.getState()) : null;
  const details = run === null ? null : await request('runs:get', { runId: run.runId });
  const isSame = details?.ok === true && signatureOf(details.value.document) === signatureOf(document);
  if (run !== null && isSame) return inspectRun(run.runId, { type: 'layer-times' });
  return request('layers:time', { document });
}

/** Adds up what layers take, for every block around them. */
export function measuredNetwork(document: NetloomDocument, times: LayerTimes): MeasuredNetwork {
  const totals = new Map<string, number>();
  for (const { path, forwardMilliseconds, backwardMilliseconds } of times.layers) {
    const time = forwardMilliseconds + backwardMilliseconds;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const around = path.slice(0, end);
      totals.set(around, (totals.get(around) ?? 0) + time);
    }
  }
  return { signature: signatureOf(document), times, totals };
}

/** What of a document a measurement depends on; moving and naming nodes changes nothing about it. */
export const signatureOf = oncePer((document: NetloomDocument): string => {
  const { batchSize, microBatchSize, augmentation, normalization, imageFit, precision, device, optimizer } =
    document.training;
  const bare = ({ position: _place, name: _name, ...node }: NodeSpec) => node;
  return JSON.stringify({
    nodes: document.nodes.map(bare),
    edges: document.edges,
    parameters: document.parameters,
    blocks: Object.entries(document.blocks).map(([name, { nodes, edges, parameters }]) => ({
      name,
      ...{ nodes: nodes.map(bare), edges, parameters },
    })),
    dataset: document.dataset,
    training: { batchSize, microBatchSize, augmentation, normalization, imageFit, precision, device },
    // How large its steps are takes no time.
    optimizer: { ...optimizer, learningRate: null },
  });
});

/** The measurement to show for a document, and whether it is of the network as it is. Null: none was made. */
export interface ShownTimes {
  readonly network: MeasuredNetwork;
  readonly isCurrent: boolean;
}

export function shownTimes(document: NetloomDocument): ShownTimes | null {
  const { networks, latest } = useMeasuredTimes.getState();
  const signature = signatureOf(document);
  const own = networks.find((network) => network.signature === signature);
  if (own !== undefined) return { network: own, isCurrent: true };
  const isOpen = latest?.generation === useDocument.getState().generation;
  return latest !== null && isOpen ? { network: latest.network, isCurrent: false } : null;
}
