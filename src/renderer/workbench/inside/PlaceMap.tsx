import type { KeyboardEvent, PointerEvent } from 'react';
import type { InspectedTensor } from '../../../contract/contract';
import { PixelImage } from '../../ui/images/PixelImage';
import { rangeOf } from '../../ui/images/pixel-colors';
import styles from './WindowSteps.module.css';

/** A rectangle of rows and columns; it may reach beyond the map. */
export interface MapBox {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

export interface PlaceMapProps {
  /** `[height, width]` */
  readonly map: InspectedTensor;
  readonly label: string;
  readonly box: MapBox;
  /** One cell within the box that is at hand. */
  readonly mark?: MapBox | null;
  /** Absent: nothing can be chosen in this map. */
  readonly onPlace?: (row: number, column: number) => void;
}

/** Side in rem. */
const SIZE = 9;
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One channel as an image with a frame in it; pressing, dragging and the arrow keys choose a place. */
export function PlaceMap({ map, label, box, mark = null, onPlace }: PlaceMapProps) {
  const [height = 1, width = 1] = map.shape;
  const { values } = map;
  const side = Math.max(height, width);
  const size = { height: (SIZE * height) / side, width: (SIZE * width) / side };
  const source = { values, offset: 0, pixelStride: 1, channelStride: 1, height, width, channels: 1 } as const;
  const content = (
    <>
      <PixelImage
        source={source}
        range={rangeOf(values)}
        scale="heat"
        label={onPlace ? '' : label}
        size="fill"
      />
      <span className={styles.box} style={boxStyle(box, height, width)} />
      {mark === null ? null : <span className={styles.mark} style={boxStyle(mark, height, width)} />}
    </>
  );
  const style = { height: `${size.height}rem`, width: `${size.width}rem` };
  if (onPlace === undefined) {
    return (
      <span className={styles.map} style={style}>
        {content}
      </span>
    );
  }
  const point = (event: PointerEvent<HTMLButtonElement>) => {
    const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
    const row = clamp(Math.floor(((event.clientY - top) / high) * height), height);
    const column = clamp(Math.floor(((event.clientX - left) / wide) * width), width);
    if (row !== box.row || column !== box.column) onPlace(row, column);
  };
  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    point(event);
  };
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
  };
  const move = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onPlace(clamp(box.row + by[0], height), clamp(box.column + by[1], width));
  };
  return (
    <button
      type="button"
      className={styles.map}
      style={style}
      aria-label={label}
      onPointerDown={press}
      onPointerMove={drag}
      onKeyDown={move}
      data-testid="place-map"
    >
      {content}
    </button>
  );
}

function clamp(place: number, size: number): number {
  return Math.min(size - 1, Math.max(0, place));
}

/** Where a rectangle lies over a map, in parts of its size. */
export function boxStyle({ row, column, height, width }: MapBox, rows: number, columns: number) {
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    top: percent(row, rows),
    left: percent(column, columns),
    height: percent(height, rows),
    width: percent(width, columns),
  };
}
