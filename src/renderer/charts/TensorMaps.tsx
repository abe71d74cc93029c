import { type KeyboardEvent, type ReactElement, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../contract/contract';
import { PixelImage } from '../ui/images/PixelImage';
import { type PixelSource, rangeOf } from '../ui/images/pixel-colors';
import styles from './TensorMaps.module.css';

export interface TensorMapsProps {
  readonly tensor: InspectedTensor;
  readonly label: string;
  /**
   * `maps`: `[height, width, channels]`; `kernel`: `[kernel height, kernel width, in, out]`; `depthwise`: the same, where each filter of each
   * channel in is one of its own. Absent: `maps`.
   */
  readonly kind?: 'maps' | 'kernel' | 'depthwise';
  /** The map that is marked, and what choosing another one does; absent: none can be chosen. */
  readonly chosen?: number;
  readonly onChoose?: (map: number) => void;
}

/** More maps on one page help nobody. */
const MOST = 64;
const MAKERS = { maps: channelMaps, kernel: kernelMaps, depthwise: depthwiseMaps } as const;

/**
 * Every channel as an image, all on one scale: activations in viridis, filters from blue over white to orange, filters of colored images
 * in those images' colors.
 */
export function TensorMaps({ tensor, label, kind = 'maps', chosen, onChoose }: TensorMapsProps) {
  const { t } = useTranslation('inside');
  const range = useMemo(() => rangeOf(tensor.values), [tensor]);
  const maps = useMemo(() => MAKERS[kind](tensor), [tensor, kind]);
  const shown = maps.slice(0, MOST);
  const scale = kind === 'maps' ? 'heat' : maps[0]?.channels === 3 ? 'gray' : 'diverging';
  const images = shown.map((source) => (
    <PixelImage
      key={source.offset}
      source={source}
      range={range}
      scale={scale}
      label=""
      size={source.width === 1 && source.height === 1 ? 1.25 : 3.5}
    />
  ));
  return (
    <>
      {onChoose === undefined ? (
        <div className={styles.maps} role="img" aria-label={label}>
          {images}
        </div>
      ) : (
        <ChoosableMaps label={label} images={images} chosen={chosen ?? 0} onChoose={onChoose} />
      )}
      <p className={styles.muted}>
        {t('range', { minimum: range.minimum.toPrecision(3), maximum: range.maximum.toPrecision(3) })}
        {maps.length > MOST ? ` · ${t('firstMaps', { count: MOST, all: maps.length })}` : ''}
      </p>
    </>
  );
}

interface ChoosableMapsProps {
  readonly label: string;
  readonly images: readonly ReactElement[];
  readonly chosen: number;
  readonly onChoose: (map: number) => void;
}

const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A list of images of which one is chosen, by clicking or with the arrow keys. */
function ChoosableMaps({ label, images, chosen, onChoose }: ChoosableMapsProps) {
  const { t } = useTranslation('inside');
  const id = useId();
  const onKey = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(Math.min(images.length - 1, Math.max(0, chosen + by)));
  };
  return (
    <div
      className={styles.maps}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosen < images.length ? `${id}-${chosen}` : undefined}
      onKeyDown={onKey}
    >
      {images.map((image, map) => (
        <span
          key={image.key}
          id={`${id}-${map}`}
          className={styles.option}
          role="option"
          tabIndex={-1}
          aria-selected={map === chosen}
          aria-label={t('channel', { channel: map })}
          onClick={() => onChoose(map)}
          onKeyDown={onKey}
        >
          {image}
        </span>
      ))}
    </div>
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

/** One image for each filter of each channel in. */
export function depthwiseMaps({ shape, values }: InspectedTensor): PixelSource[] {
  const [height = 1, width = 1, into = 1, out = 1] = shape;
  const count = into * out;
  return channelMaps({ shape: [height, width, count], values });
}
