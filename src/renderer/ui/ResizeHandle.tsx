import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './ResizeHandle.module.css';

/** Sizes that a panel may have, in a unit of its choice. */
export interface SizeRange {
  readonly least: number;
  readonly normal: number;
  readonly most: number;
}

export interface ResizeHandleProps {
  readonly label: string;
  /** The edge of the panel that it lies on: the panel grows away from its other side. */
  readonly edge: 'left' | 'top';
  readonly size: number;
  readonly range: SizeRange;
  /** How far an arrow key goes, in the unit of the sizes. */
  readonly keyStep: number;
  /** One pixel in the unit of the sizes: 1, unless sizes are shares of something. */
  readonly perPixel?: () => number;
  /** How a size is read out; otherwise as it is. */
  readonly toShown?: (size: number) => number;
  readonly onResize: (size: number) => void;
}

/** Keys that make the panel larger and smaller. */
const KEYS = { left: ['ArrowLeft', 'ArrowRight'], top: ['ArrowUp', 'ArrowDown'] } as const;

/** The edge of a panel, to drag; with the arrow keys too. A double click gives the panel its usual size. */
export function ResizeHandle(props: ResizeHandleProps) {
  const { edge, size, range, keyStep, onResize, perPixel = () => 1, toShown = Math.round } = props;
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const positionOf = (event: PointerEvent) => (edge === 'left' ? event.clientX : event.clientY);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: positionOf(event), size };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current === null) return;
    onResize(start.current.size + (start.current.at - positionOf(event)) * perPixel());
  };
  const end = () => {
    start.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [larger, smaller] = KEYS[edge];
    const change = event.key === larger ? keyStep : event.key === smaller ? -keyStep : 0;
    if (change === 0) return;
    event.preventDefault();
    onResize(size + change);
  };
  return (
    <div
      className={styles.handle}
      data-edge={edge}
      role="slider"
      aria-orientation={edge === 'left' ? 'horizontal' : 'vertical'}
      aria-label={props.label}
      aria-valuenow={toShown(size)}
      aria-valuemin={toShown(range.least)}
      aria-valuemax={toShown(range.most)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize(range.normal)}
      onKeyDown={onKeyDown}
    />
  );
}
