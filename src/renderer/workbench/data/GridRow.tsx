import { memo, useEffect, useRef } from 'react';
import { useDataBrowser } from '../../store/view/data-browser';
import { isOut, isStored } from '../../store/view/data-changes';
import { isChanged } from '../../store/view/data-filter';
import { isWrong, madeOf } from '../../store/view/data-outcomes';
import type { Browsed } from './browsed';
import { exampleName, hasMark } from './example-name';
import styles from './ImageGrid.module.css';
import type { ThumbnailCache } from './thumbnail-cache';

export interface GridCaches {
  readonly images: ThumbnailCache;
  /** Laid over the images; null: none are. */
  readonly masks: ThumbnailCache | null;
}

export interface GridRowProps {
  readonly browsed: Browsed;
  readonly caches: GridCaches;
  /** Of the grid; its options are called after it. */
  readonly id: string;
  /** Place in the list of its first example. */
  readonly from: number;
  readonly columns: number;
  /** Of a thumbnail, in pixels. */
  readonly side: number;
  readonly gap: number;
  readonly top: number;
}

/** A row of thumbnails: one canvas, with an option over each of them. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { browsed, caches, from, columns, side, gap, top } = props;
  const examples = browsed.list.subarray(from, Math.min(from + columns, browsed.list.length));
  const canvas = useRef<HTMLCanvasElement>(null);
  const opacity = useDataBrowser((state) => state.maskOpacity);
  useEffect(() => {
    const { images, masks } = caches;
    const draw = () => {
      if (canvas.current === null) return;
      paintRow(canvas.current, images, { examples, side, gap });
      if (masks !== null) paintRow(canvas.current, masks, { examples, side, gap, opacity });
    };
    draw();
    const stops = [images.listen(draw), masks?.listen(draw)];
    return () => {
      for (const stop of stops) stop?.();
    };
  }, [caches, examples, side, gap, opacity]);
  const ratio = window.devicePixelRatio;
  const width = columns * (side + gap);
  return (
    <div className={styles.row} style={{ top, height: side }} role="presentation">
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={Math.round(width * ratio)}
        height={Math.round(side * ratio)}
        style={{ width, height: side }}
      />
      {[...examples].map((example, at) => (
        <Option key={example} {...props} example={example} place={from + at} left={at * (side + gap)} />
      ))}
    </div>
  );
});

interface OptionProps extends GridRowProps {
  readonly example: number;
  readonly place: number;
  readonly left: number;
}

function Option({ browsed, id, example, place, left, side }: OptionProps) {
  const { index, pending, list } = browsed;
  const isSelected = useDataBrowser(({ selected }) => selected.has(example));
  const isActive = useDataBrowser(({ active }) => active === example);
  const name = exampleName(browsed, example);
  const flags = {
    'data-active': isActive,
    'data-wrong': isWrong(madeOf(browsed, example)),
    'data-out': isOut(index, pending, example),
    'data-missing': !isStored(index, example),
    'data-changed': isChanged(pending, example),
    'data-duplicate': hasMark(browsed, example, 'duplicate') || hasMark(browsed, example, 'nearDuplicate'),
  };
  return (
    <div
      id={`${id}-${place}`}
      className={styles.option}
      role="option"
      // The grid has the focus; it says which option is active.
      tabIndex={-1}
      aria-label={name}
      title={name}
      aria-selected={isSelected}
      aria-setsize={list.length}
      aria-posinset={place + 1}
      data-place={place}
      {...Object.fromEntries(Object.entries(flags).map(([key, isOn]) => [key, isOn ? '' : undefined]))}
      style={{ left, width: side, height: side }}
    />
  );
}

interface PaintedRow {
  readonly examples: Uint32Array;
  readonly side: number;
  readonly gap: number;
  /** Laid over what is there; absent: in place of it. */
  readonly opacity?: number;
}

function paintRow(
  canvas: HTMLCanvasElement,
  cache: ThumbnailCache,
  { examples, side, gap, opacity }: PaintedRow,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = opacity ?? 1;
  if (opacity === undefined) context.clearRect(0, 0, canvas.width, canvas.height);
  examples.forEach((example, at) => {
    const thumbnail = cache.get(example);
    if (thumbnail === null) return;
    const { source, x, y, width, height } = thumbnail;
    const scale = side / Math.max(width, height);
    // Enlarged pixels are sharp squares; between two classes there is nothing.
    context.imageSmoothingEnabled = scale * ratio < 1 && opacity === undefined;
    const [drawnWidth, drawnHeight] = [width * scale, height * scale];
    const left = at * (side + gap) + (side - drawnWidth) / 2;
    context.drawImage(source, x, y, width, height, left, (side - drawnHeight) / 2, drawnWidth, drawnHeight);
  });
}
