import type { EvaluationResult } from '../../../contract/contract';
import { axisNumber, FAINT, place, svgDocument, svgLine, svgText, TRAIN_COLOR } from './svg';

/** Of more classes than this the names could not be read. */
const MOST_NAMES = 30;
/** Of more classes than this a matrix is no picture any more. */
const MOST_CLASSES = 200;
const MOST_DOTS = 2_000;
const SIDE = 360;
const LEFT = 110;
const TOP = 60;
const SIZE = [LEFT + SIDE + 20, TOP + SIDE + 60] as const;

/**
 * What a run's network makes of the test set as a small picture: the confusion matrix of classes, predictions over labels of numbers, bars
 * of each class's F1 score, or how errors are spread.
 *
 * @param names of the classes or numbers, as far as there are any
 */
export function resultsPicture(
  title: string,
  result: EvaluationResult,
  names: readonly string[],
): string | null {
  const subtitle = `loss ${axisNumber(result.loss)} · ${result.count} test examples`;
  const heading = [svgText(10, 20, title, { size: 13 }), svgText(10, 38, subtitle, { color: FAINT })];
  const picture = plotOf(result, names);
  return picture === null ? null : svgDocument(SIZE[0], SIZE[1], [...heading, ...picture]);
}

function plotOf(result: EvaluationResult, names: readonly string[]): string[] | null {
  switch (result.kind) {
    case 'class':
    case 'mask':
      return matrix(result.confusion, names);
    case 'classes':
      return bars(
        result.classes.map(({ f1 }) => f1),
        names,
      );
    case 'numbers': {
      const [first] = result.numbers;
      if (first === undefined) return null;
      return scatter(result.labels, result.predictions, result.numbers.length, first.name);
    }
    case 'image':
    case 'input':
      return histogram([...result.errors]);
    case 'pair':
    case 'triplet':
      return histogram([...result.margins]);
  }
}

/** Rows are true classes, columns predicted ones; each row is shaded by its shares. */
function matrix(confusion: readonly (readonly number[])[], names: readonly string[]): string[] | null {
  const count = confusion.length;
  if (count === 0 || count > MOST_CLASSES) return null;
  const cell = SIDE / count;
  const cells = confusion.flatMap((row, y) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.flatMap((value, x) => {
      if (value === 0 || total === 0) return [];
      const share = value / total;
      const at = `x="${place(LEFT + x * cell)}" y="${place(TOP + y * cell)}"`;
      const size = `width="${place(cell)}" height="${place(cell)}"`;
      const box = `<rect ${at} ${size} fill="${TRAIN_COLOR}" fill-opacity="${share.toFixed(3)}"/>`;
      if (count > 12) return [box];
      const color = share > 0.55 ? '#fff' : undefined;
      const options = { anchor: 'middle', size: 9, ...(color !== undefined && { color }) };
      return [box, svgText(LEFT + (x + 0.5) * cell, TOP + (y + 0.5) * cell + 3, String(value), options)];
    });
  });
  const labels =
    count > MOST_NAMES
      ? []
      : confusion.map((_, at) =>
          svgText(LEFT - 6, TOP + (at + 0.5) * cell + 4, shortName(names[at] ?? String(at)), {
            anchor: 'end',
          }),
        );
  const below = svgText(LEFT + SIDE / 2, TOP + SIDE + 24, 'predicted class (same order)', {
    anchor: 'middle',
  });
  return [...cells, ...labels, frame(), below];
}

function bars(values: readonly number[], names: readonly string[]): string[] | null {
  if (values.length === 0 || values.length > MOST_CLASSES) return null;
  const height = SIDE / values.length;
  const drawn = values.flatMap((value, at) => {
    const y = TOP + at * height;
    const width = Number.isFinite(value) ? SIDE * Math.min(1, Math.max(0, value)) : 0;
    const bar = `<rect x="${LEFT}" y="${place(y + height * 0.15)}" width="${place(width)}" height="${place(height * 0.7)}" fill="${TRAIN_COLOR}"/>`;
    if (values.length > MOST_NAMES) return [bar];
    return [
      bar,
      svgText(LEFT - 6, y + height / 2 + 4, shortName(names[at] ?? String(at)), { anchor: 'end' }),
    ];
  });
  return [
    ...drawn,
    frame(),
    svgText(LEFT + SIDE / 2, TOP + SIDE + 24, 'F1 score, 0 to 1', { anchor: 'middle' }),
  ];
}

/** Predictions over labels of the first number, with the line on which they would be right. */
function scatter(labels: Float32Array, predictions: Float32Array, numbers: number, name: string): string[] {
  const count = Math.floor(labels.length / numbers);
  const stride = Math.max(1, Math.ceil(count / MOST_DOTS));
  const dots: (readonly [number, number])[] = [];
  for (let at = 0; at < count; at += stride) {
    const [label, prediction] = [labels[at * numbers], predictions[at * numbers]];
    if (Number.isFinite(label) && Number.isFinite(prediction)) dots.push([label ?? 0, prediction ?? 0]);
  }
  const all = dots.flat();
  const [low, high] = [Math.min(...all, Infinity), Math.max(...all, -Infinity)];
  const span = high > low ? high - low : 1;
  const at = (value: number) => (SIDE * (value - low)) / span;
  return [
    svgLine(
      [
        [LEFT, TOP + SIDE],
        [LEFT + SIDE, TOP],
      ],
      FAINT,
    ),
    ...dots.map(
      ([x, y]) =>
        `<circle cx="${place(LEFT + at(x))}" cy="${place(TOP + SIDE - at(y))}" r="2" fill="${TRAIN_COLOR}" fill-opacity="0.5"/>`,
    ),
    frame(),
    ...(dots.length === 0 ? [] : ends(low, high)),
    svgText(LEFT + SIDE / 2, TOP + SIDE + 36, `${name}: predicted over true`, { anchor: 'middle' }),
  ];
}

/** How many examples have which error. */
function histogram(errors: readonly number[]): string[] {
  const finite = errors.filter(Number.isFinite);
  const high = finite.reduce((most, value) => Math.max(most, value), 0);
  const counts = new Array<number>(40).fill(0);
  for (const error of finite) {
    const bin = high === 0 ? 0 : Math.min(39, Math.floor((40 * error) / high));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const width = SIDE / counts.length;
  return [
    ...counts.map((count, at) => {
      const height = (SIDE * count) / most;
      return `<rect x="${place(LEFT + at * width)}" y="${place(TOP + SIDE - height)}" width="${place(width - 1)}" height="${place(height)}" fill="${TRAIN_COLOR}"/>`;
    }),
    frame(),
    ...ends(0, high),
    svgText(LEFT + SIDE / 2, TOP + SIDE + 36, 'mean squared error of an example', { anchor: 'middle' }),
  ];
}

function ends(low: number, high: number): string[] {
  return [
    svgText(LEFT, TOP + SIDE + 16, axisNumber(low)),
    svgText(LEFT + SIDE, TOP + SIDE + 16, axisNumber(high), { anchor: 'end' }),
  ];
}

function frame(): string {
  return `<rect x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}" fill="none" stroke="${FAINT}"/>`;
}

function shortName(name: string): string {
  return name.length > 16 ? `${name.slice(0, 15)}…` : name;
}
