import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import { arrangeRequest } from './arrange-request';
import { fromElkGraph, toElkGraph } from './elk-graph';
import type { LayoutRequest, LayoutResult } from './layout-request';

/** `now`: somebody is waiting for it. `later`: pictures of the gallery, which must not keep the canvas waiting. */
export type LayoutUrgency = 'now' | 'later';

const engines = new Map<LayoutUrgency, Elk>();

function engineFor(urgency: LayoutUrgency): Elk {
  const engine = engines.get(urgency) ?? new ELK({ workerFactory: () => new Worker(workerUrl) });
  engines.set(urgency, engine);
  return engine;
}

/** Computes a layout off the interface thread; each urgency has its own worker, started when it is first needed. */
export async function computeLayout(
  request: LayoutRequest,
  urgency: LayoutUrgency = 'now',
): Promise<LayoutResult> {
  const layOut = async (part: LayoutRequest) =>
    fromElkGraph(await engineFor(urgency).layout(toElkGraph(part)));
  const start = performance.now();
  const result = await arrangeRequest(request, layOut);
  // For the profiler and the bench.
  performance.measure('netloom:layout', { start });
  return result;
}
