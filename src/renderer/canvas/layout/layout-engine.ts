import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import { fromElkGraph, toElkGraph } from './elk-graph';
import type { LayoutRequest, LayoutResult } from './layout-request';

let engine: Elk | null = null;

/** Computes a layout on a thread of its own; the worker starts with the first one. */
export async function computeLayout(request: LayoutRequest): Promise<LayoutResult> {
  engine ??= new ELK({ workerFactory: () => new Worker(workerUrl) });
  return fromElkGraph(await engine.layout(toElkGraph(request)));
}
