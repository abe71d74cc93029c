import type { DatasetSummary } from '../../../contract/contract';
import { request } from '../../store/bridge/bridge';

/** Enough for three digits of mean and deviation. */
const SAMPLE = 2_000;

/**
 * Mean and standard deviation of each channel, of values in [0, 1], over images spread evenly through the training split; null when
 * they cannot be had.
 */
export async function measureDataset(
  dataset: DatasetSummary,
): Promise<{ mean: number[]; deviation: number[] } | null> {
  const count = Math.min(SAMPLE, dataset.trainCount);
  const indices = Array.from({ length: count }, (_, at) => Math.floor((at * dataset.trainCount) / count));
  const reply = await request('dataset:images', { id: dataset.id, split: 'train', indices });
  return reply.ok ? momentsOf(reply.value.pixels, dataset.exampleShape[2] ?? 1) : null;
}

/** Per channel of bytes in channels-last order, to four decimals. */
export function momentsOf(pixels: Uint8Array, channels: number): { mean: number[]; deviation: number[] } {
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let channel = 0; channel < channels; channel += 1) {
    let sum = 0;
    let squares = 0;
    for (let at = channel; at < pixels.length; at += channels) {
      const value = (pixels[at] ?? 0) / 255;
      sum += value;
      squares += value * value;
    }
    const count = Math.max(1, pixels.length / channels);
    const average = sum / count;
    mean.push(Number(average.toFixed(4)));
    // A channel without any difference would have to be divided by 0.
    deviation.push(
      Math.max(0.001, Number(Math.sqrt(Math.max(0, squares / count - average ** 2)).toFixed(4))),
    );
  }
  return { mean, deviation };
}
