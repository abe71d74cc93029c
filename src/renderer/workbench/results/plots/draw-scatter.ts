import type { ValueScale } from './value-scale';

/** Pairs of numbers to draw, and where. */
export interface Scatter {
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** The same for both axes, so that right predictions lie on the diagonal. */
  readonly scale: ValueScale;
  /** The point that is marked. */
  readonly chosen: number | null;
}

/** Look of the plot; colors as the canvas takes them, sizes in pixels of the page. */
export interface ScatterLook {
  readonly width: number;
  readonly height: number;
  readonly textScale: number;
  readonly point: string;
  readonly mark: string;
  readonly line: string;
  readonly grid: string;
  readonly text: string;
  readonly font: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatTick: (value: number) => string;
}

/** The part of a plot inside its axes. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function plotArea({
  width,
  height,
  textScale,
}: Pick<ScatterLook, 'width' | 'height' | 'textScale'>): PlotArea {
  const left = 62 * textScale;
  const bottom = 44 * textScale;
  return { left, top: 8, width: Math.max(1, width - left - 12), height: Math.max(1, height - bottom - 8) };
}

/** Where a pair lies, in pixels of the page. */
export function placeOf(
  { actual, predicted, scale }: Pick<Scatter, 'actual' | 'predicted' | 'scale'>,
  index: number,
  area: PlotArea,
): readonly [x: number, y: number] {
  return [
    area.left + scale.place(actual[index] ?? Number.NaN) * area.width,
    area.top + (1 - scale.place(predicted[index] ?? Number.NaN)) * area.height,
  ];
}

/** The pair nearest to a place, no further than `reach` pixels away; null: none. */
export function nearestPair(
  scatter: Pick<Scatter, 'actual' | 'predicted' | 'scale'>,
  area: PlotArea,
  x: number,
  y: number,
  reach: number,
): number | null {
  let nearest: number | null = null;
  let least = reach * reach;
  for (let index = 0; index < scatter.actual.length; index += 1) {
    const [left, top] = placeOf(scatter, index, area);
    const distance = (left - x) ** 2 + (top - y) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}

/** More points than this are drawn as small squares, which a canvas fills many times faster than circles. */
const MOST_CIRCLES = 4_000;

export function drawScatter(context: CanvasRenderingContext2D, scatter: Scatter, look: ScatterLook): void {
  const area = plotArea(look);
  context.clearRect(0, 0, look.width, look.height);
  drawAxes(context, scatter.scale, area, look);
  // Right predictions.
  context.strokeStyle = look.line;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(area.left, area.top + area.height);
  context.lineTo(area.left + area.width, area.top);
  context.stroke();
  context.setLineDash([]);
  drawPoints(context, scatter, area, look);
  if (scatter.chosen === null) return;
  const [x, y] = placeOf(scatter, scatter.chosen, area);
  context.strokeStyle = look.mark;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.stroke();
}

function drawPoints(
  context: CanvasRenderingContext2D,
  scatter: Scatter,
  area: PlotArea,
  look: ScatterLook,
): void {
  const count = scatter.actual.length;
  const areCircles = count <= MOST_CIRCLES;
  context.fillStyle = look.point;
  context.globalAlpha = count <= 500 ? 0.7 : areCircles ? 0.45 : 0.25;
  for (let index = 0; index < count; index += 1) {
    const [x, y] = placeOf(scatter, index, area);
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (areCircles) {
      context.beginPath();
      context.arc(x, y, 3, 0, 2 * Math.PI);
      context.fill();
    } else context.fillRect(x - 1, y - 1, 2, 2);
  }
  context.globalAlpha = 1;
}

function drawAxes(
  context: CanvasRenderingContext2D,
  scale: ValueScale,
  area: PlotArea,
  look: ScatterLook,
): void {
  context.font = look.font;
  context.lineWidth = 1;
  context.strokeStyle = look.grid;
  context.fillStyle = look.text;
  const line = 14 * look.textScale;
  for (const tick of scale.ticks) {
    const x = Math.round(area.left + scale.place(tick) * area.width) + 0.5;
    const y = Math.round(area.top + (1 - scale.place(tick)) * area.height) + 0.5;
    context.beginPath();
    context.moveTo(x, area.top);
    context.lineTo(x, area.top + area.height);
    context.moveTo(area.left, y);
    context.lineTo(area.left + area.width, y);
    context.stroke();
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.fillText(look.formatTick(tick), x, area.top + area.height + 5);
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(look.formatTick(tick), area.left - 6, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(look.xLabel, area.left + area.width / 2, area.top + area.height + 8 + line);
  context.save();
  context.translate(2, area.top + area.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(look.yLabel, 0, 0);
  context.restore();
}
