import type { Position } from '../../../graph-runtime/document/document';
import type { Size } from '../document/node-size';
import { onScreen } from './on-screen';

/** What commands may do with the canvas' viewport. The canvas registers itself here while it is on screen. */
export interface ViewportApi {
  fit(): void;
  zoomBy(factor: number): void;
  /** Natural size around the middle of what is seen. */
  resetZoom(): void;
  /** Brings nodes into view, as `ShowOptions` says. */
  show(ids: readonly string[], options?: ShowOptions): void;
  /** The canvas' size at which text has its normal size, in canvas units, without the margins; null while it is not on screen. */
  room(): Size | null;
  /** Canvas coordinates of a point of the window. */
  toCanvas(point: Position): Position;
  /** Window coordinates of a point of the canvas. */
  toWindow(point: Position): Position;
  /** The middle of what is seen, in canvas coordinates. */
  center(): Position;
  /** What is seen, in canvas coordinates; undefined while the canvas has no size. */
  visibleArea(): Area | undefined;
  /** Shows this much of the canvas, as large as it can be. */
  showArea(area: Area): void;
  focus(): void;
}

/** A part of the canvas, in its coordinates. */
export interface Area extends Position, Size {}

export interface ShowOptions {
  /** Fills the view with them. */
  readonly zoom?: boolean;
  /** Comes so near that they can be read. */
  readonly readable?: boolean;
  /** Leaves room behind them, in the direction of the flow, for what is added next. */
  readonly ahead?: boolean;
  /** Makes them as large as an audience needs them. */
  readonly large?: boolean;
}

const canvas = onScreen<ViewportApi>();

export const registerViewport = canvas.register;

/** The canvas' viewport; null while no canvas is on screen. */
export const viewport = canvas.current;
