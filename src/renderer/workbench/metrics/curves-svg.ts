import { type AxisRange, type Curve, reduceCurve } from '../../charts/curve-data';
import type { CurveStyle } from '../../charts/run-curves';

/** A chart to be drawn for a document: white, whatever theme is on. */
export interface ChartPicture {
  readonly title: string;
  readonly curves: readonly { readonly style: CurveStyle; readonly label: string; readonly points: Curve }[];
  readonly range: AxisRange;
  readonly isLogarithmic: boolean;
  readonly format: (value: number) => string;
}

/** The horizontal axis of all charts. */
export interface PictureAxis {
  readonly label: string;
  /** Places of the marks in a range, at most this many. */
  readonly marks: (range: AxisRange, most: number) => readonly number[];
  readonly format: (place: number) => string;
}

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 72;
const RIGHT = 16;
const TOP = 34;
const BOTTOM = 34;
const LEGEND_LINE = 18;
const INK = '#18202b';
const FAINT = '#dde2e9';
const MARKS = 5;
/** On the horizontal axis, where there is more room. */
const MOST_MARKS_ACROSS = 10;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

interface ValueScale {
  readonly marks: readonly number[];
  place(value: number): number;
}

function scaleOf({ curves, range, isLogarithmic }: ChartPicture): ValueScale {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { points } of curves) {
    for (let at = 0; at < points.x.length; at += 1) {
      const x = points.x[at] ?? Number.NaN;
      const y = points.y[at] ?? Number.NaN;
      if (x < range.minimum || x > range.maximum || !Number.isFinite(y) || (isLogarithmic && y <= 0))
        continue;
      lowest = Math.min(lowest, y);
      highest = Math.max(highest, y);
    }
  }
  if (lowest > highest) [lowest, highest] = [isLogarithmic ? 0.1 : 0, 1];
  if (!isLogarithmic && lowest > 0) lowest = 0;
  if (lowest === highest) highest = lowest + 1;
  const forward = isLogarithmic ? Math.log10 : (value: number) => value;
  const back = isLogarithmic ? (value: number) => 10 ** value : (value: number) => value;
  const rounded = roundMarks(lowest, highest);
  const [start, end] = isLogarithmic
    ? [forward(lowest), forward(highest)]
    : [rounded[0] ?? lowest, rounded.at(-1) ?? highest];
  return {
    marks: !isLogarithmic
      ? rounded
      : Array.from({ length: MARKS + 1 }, (_, at) => back(start + ((end - start) * at) / MARKS)),
    place: (value) => HEIGHT - BOTTOM - ((forward(value) - start) / (end - start)) * (HEIGHT - TOP - BOTTOM),
  };
}

/** Round numbers at even distances, from the last below the lowest value to the first above the highest. */
function roundMarks(lowest: number, highest: number): number[] {
  const least = (highest - lowest) / MARKS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= least) ?? 10);
  const first = Math.floor(lowest / step);
  const last = Math.ceil(highest / step);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(6)));
}

function drawChart(picture: ChartPicture, colorOf: (token: string) => string, axis: PictureAxis): string {
  const { range, curves, title, format } = picture;
  const scale = scaleOf(picture);
  const across = (place: number) =>
    LEFT + ((place - range.minimum) / (range.maximum - range.minimum)) * (WIDTH - LEFT - RIGHT);
  const rows = scale.marks.map((mark) => {
    const y = scale.place(mark).toFixed(1);
    return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="${FAINT}"/><text x="${LEFT - 6}" y="${y}" text-anchor="end" dominant-baseline="middle">${escapeText(format(mark))}</text>`;
  });
  const columns = axis.marks(range, MOST_MARKS_ACROSS).map((place) => {
    const text = escapeText(axis.format(place));
    return `<text x="${across(place).toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${text}</text>`;
  });
  const lines = curves.map(({ style, points }) => {
    const reduced = reduceCurve(points, range, WIDTH);
    const path: string[] = [];
    for (let at = 0; at < reduced.x.length; at += 1) {
      const x = reduced.x[at] ?? Number.NaN;
      const y = reduced.y[at] ?? Number.NaN;
      if (x < range.minimum || x > range.maximum || (picture.isLogarithmic && y <= 0)) continue;
      path.push(`${across(x).toFixed(1)},${scale.place(y).toFixed(1)}`);
    }
    // One point alone is no line; a run of one epoch would show nothing.
    const marks = path.length === 1 || style.hasPoints ? pointMarks(path, colorOf(style.color)) : '';
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${colorOf(style.color)}" stroke-width="${style.width}" stroke-opacity="${style.alpha}"${dashOf(style.dash)}/>${marks}`;
  });
  const legend = curves.map(
    ({ style, label }, at) =>
      `<g transform="translate(${LEFT},${HEIGHT + at * LEGEND_LINE})"><line x1="0" x2="20" y1="0" y2="0" stroke="${colorOf(style.color)}" stroke-width="${style.width}" stroke-opacity="${style.alpha}"${dashOf(style.dash)}/>${style.hasPoints ? pointMarks(['10,0'], colorOf(style.color)) : ''}<text x="28" dominant-baseline="middle">${escapeText(label)}</text></g>`,
  );
  return [
    `<text x="${LEFT}" y="20" font-weight="600" font-size="14">${escapeText(title)}</text>`,
    ...rows,
    ...columns,
    `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 4}" text-anchor="end">${escapeText(axis.label)}</text>`,
    ...lines,
    ...legend,
  ].join('');
}

function dashOf(dash: readonly number[]): string {
  return dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
}

function pointMarks(path: readonly string[], color: string): string {
  return path
    .map((point) => {
      const [x, y] = point.split(',');
      return `<circle cx="${x}" cy="${y}" r="2.5" fill="${color}"/>`;
    })
    .join('');
}

/** The charts below one another as its own SVG file. */
export function curvesAsSvg(
  pictures: readonly ChartPicture[],
  colorOf: (token: string) => string,
  axis: PictureAxis,
): string {
  let top = 0;
  const parts = pictures.map((picture) => {
    const part = `<g transform="translate(0,${top})">${drawChart(picture, colorOf, axis)}</g>`;
    top += HEIGHT + picture.curves.length * LEGEND_LINE + 12;
    return part;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK TC', sans-serif" font-size="11" fill="${INK}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
}
