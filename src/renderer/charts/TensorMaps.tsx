import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../contract/contract';
import { PixelImage } from '../ui/images/PixelImage';
import { type PixelSource, rangeOf } from '../ui/images/pixel-colors';
import styles from './TensorMaps.module.css';

export interface TensorMapsProps {
  readonly tensor: InspectedTensor;
  readonly label: string;
  /** `[kernel height, kernel width, in, out]` instead of `[height, width, channels]`. */
  readonly isKernel?: boolean;
}

/** More maps on one page help nobody. */
const MOST = 64;

/**
 * Every channel as an image, all on one scale: activations in viridis, filters from blue over white to orange, filters of colored images
 * in those images' colors.
 */
export function TensorMaps({ tensor, label, isKernel = false }: TensorMapsProps) {
  const { t } = useTranslation('inside');
  const range = useMemo(() => rangeOf(tensor.values), [tensor]);
  const maps = useMemo(() => (isKernel ? kernelMaps(tensor) : channelMaps(tensor)), [tensor, isKernel]);
  const shown = maps.slice(0, MOST);
  const scale = !isKernel ? 'heat' : maps[0]?.channels === 3 ? 'gray' : 'diverging';
  return (
    <>
      <div className={styles.maps} role="img" aria-label={label}>
        {shown.map((source) => (
          <PixelImage
            key={source.offset}
            source={source}
            range={range}
            scale={scale}
            label=""
            size={source.width === 1 && source.height === 1 ? 1.25 : 3.5}
          />
        ))}
      </div>
      <p className={styles.muted}>
        {t('range', { minimum: range.minimum.toPrecision(3), maximum: range.maximum.toPrecision(3) })}
        {maps.length > MOST ? ` · ${t('firstMaps', { count: MOST, all: maps.length })}` : ''}
      </p>
    </>
  );
}

/** One image a channel; a vector is one row of squares. */
export function channelMaps({ shape, values }: InspectedTensor): PixelSource[] {
  // The batch axis, where there is one, has one example.
  const axes = shape.length > 3 && shape[0] === 1 ? shape.slice(1) : shape;
  const [height = 1, width = 1, channels = 1] = axes.length >= 3 ? axes : [1, 1, values.length];
  return Array.from({ length: channels }, (_, channel) => ({
    values,
    offset: channel,
    pixelStride: channels,
    channelStride: 1,
    height,
    width,
    channels: 1,
  }));
}

/**
 * One image a filter: of all three input channels where these are colors, else of what it does with the first. The values of neighboring
 * pixels lie `in * out` apart.
 */
export function kernelMaps({ shape, values }: InspectedTensor): PixelSource[] {
  const [height = 1, width = 1, into = 1, out = 1] = shape;
  return Array.from({ length: out }, (_, filter) => ({
    values,
    offset: filter,
    pixelStride: into * out,
    channelStride: out,
    height,
    width,
    channels: into === 3 ? 3 : 1,
  }));
}
