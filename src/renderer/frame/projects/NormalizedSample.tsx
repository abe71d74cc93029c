import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalizationNamed } from '../../../graph-runtime/exchange/import/known-normalizations';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { useDataset } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import styles from './WeightsDialog.module.css';

/** Values that networks are made for lie about here; they are drawn from black to white. */
const DRAWN = 2.5;

interface Sample {
  readonly shape: readonly number[];
  readonly pixels: Uint8Array;
}

/**
 * The first training image as a normalization makes it: drawn from -2.5 (black) to 2.5 (white), so that one that does not belong to the
 * weights looks flat, too dark or too bright.
 *
 * @param name of a known normalization; null: that of the settings
 */
export function NormalizedSample({ name }: { readonly name: string | null }) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const dataset = useDataset();
  const own = useDocument((state) => state.document.training.normalization);
  const [sample, setSample] = useState<Sample | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const id = dataset?.exampleShape.length === 3 ? dataset.id : null;
  useEffect(() => {
    if (id === null) return;
    void request('dataset:images', { id, split: 'train', indices: [0] }).then((reply) => {
      if (reply.ok) setSample({ shape: reply.value.exampleShape, pixels: reply.value.pixels });
    });
  }, [id]);
  const normalization = name === null ? own : normalizationNamed(name);
  const values = sample === null ? null : normalized(sample, normalization);
  useEffect(() => {
    if (canvas.current !== null && sample !== null && values !== null) draw(canvas.current, sample, values);
  });
  if (sample === null || values === null || dataset === null) return null;
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  const [low, high] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    <div className={styles.sample} data-testid="normalized-sample">
      <canvas ref={canvas} role="img" aria-label={t('weights.sampleAlt')} />
      <p>
        {t('weights.sample', {
          name: dataset.name,
          low: number(low),
          high: number(high),
          mean: number(mean),
        })}
      </p>
    </div>
  );
}

function normalized(
  { shape, pixels }: Sample,
  normalization: { readonly mean: readonly number[]; readonly deviation: readonly number[] } | undefined,
): Float32Array {
  const channels = shape[2] ?? 1;
  const { mean = [0], deviation = [1] } = normalization ?? {};
  // One number stands for all channels, and one gray channel for three.
  const at = (list: readonly number[], channel: number) => list[channel % list.length] ?? 0;
  return Float32Array.from(pixels, (value, index) => {
    const channel = index % channels;
    return (value / 255 - at(mean, channel)) / at(deviation, channel);
  });
}

function draw(canvas: HTMLCanvasElement, { shape }: Sample, values: Float32Array): void {
  const [height = 1, width = 1, channels = 1] = shape;
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let color = 0; color < 3; color += 1) {
      const value = values[pixel * channels + (channels === 1 ? 0 : color)] ?? 0;
      image.data[4 * pixel + color] = (255 * (value + DRAWN)) / (2 * DRAWN);
    }
    image.data[4 * pixel + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
