import { create } from 'zustand';
import type { PresetSummary } from '../../../contract/contract';
import type { Cost } from '../../../graph-runtime/infer/analysis';
import type { PresetTask } from './preset-task';

/** What a preset's card says in numbers. */
export interface PresetFigures {
  readonly cost: Cost;
  /** `[height, width, channels]` of the input, or null for a network without one. */
  readonly inputShape: readonly number[] | null;
  readonly task: PresetTask;
  /** Layers after the blocks are expanded. */
  readonly layerCount: number;
}

export interface FiguresAnswer {
  readonly id: string;
  readonly figures: PresetFigures;
}

interface FiguresState {
  readonly figures: ReadonlyMap<string, PresetFigures>;
}

/** The figures counted so far, by preset id. */
export const usePresetFigures = create<FiguresState>()(() => ({ figures: new Map() }));

let isStarted = false;

/** Counts every preset on its own thread, once: DenseNet-201 alone takes tens of milliseconds. */
export function countPresets(presets: readonly PresetSummary[]): void {
  if (isStarted || presets.length === 0) return;
  isStarted = true;
  const worker = new Worker(new URL('./preset-figures.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FiguresAnswer | 'done'>) => {
    if (data === 'done') {
      worker.terminate();
      return;
    }
    usePresetFigures.setState(({ figures }) => ({ figures: new Map(figures).set(data.id, data.figures) }));
  };
  worker.postMessage(presets);
}
