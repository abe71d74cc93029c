import type { EpochPoint, StepPoint } from '../../../contract/contract';
import { axisNumber, FAINT, INK, svgDocument, svgLine, svgText, TEST_COLOR, TRAIN_COLOR } from './svg';

const WIDTH = 520;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 16;
const TOP = 44;
const BOTTOM = 36;
/** More points than this no picture of this size can show. */
const MOST_POINTS = 600;

type Point = readonly [epoch: number, loss: number];

/** The loss of a run over its epochs, while it trained and on the test set; null for a run that has reported nothing. */
export function curvePicture(
  title: string,
  points: readonly StepPoint[],
  epochs: readonly EpochPoint[],
): string | null {
  const training = thinned(finite(points.map(({ epoch, loss }) => [epoch, loss])));
  const test = thinned(finite(epochs.map(({ epoch, testLoss }) => [epoch, testLoss])));
  const all = [...training, ...test];
  if (all.length === 0) return null;
  const lastEpoch = Math.max(...all.map(([epoch]) => epoch), 1e-9);
  const losses = all.map(([, loss]) => loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  const bottom = high > low ? low : low - span / 2;
  const placed = ([epoch, loss]: Point): Point => [
    LEFT + ((WIDTH - LEFT - RIGHT) * epoch) / lastEpoch,
    HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (loss - bottom)) / span,
  ];
  return svgDocument(WIDTH, HEIGHT, [
    svgText(LEFT, 18, title, { size: 13 }),
    ...axes(lastEpoch, bottom, bottom + span),
    svgLine(training.map(placed), TRAIN_COLOR, 1.5),
    svgLine(test.map(placed), TEST_COLOR, 1.5),
    ...test
      .map(placed)
      .map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2.5" fill="${TEST_COLOR}"/>`),
    svgText(LEFT, 36, 'training loss', { color: TRAIN_COLOR }),
    svgText(LEFT + 90, 36, 'test loss', { color: TEST_COLOR }),
  ]);
}

function axes(lastEpoch: number, low: number, high: number): string[] {
  const base = HEIGHT - BOTTOM;
  return [
    svgLine(
      [
        [LEFT, TOP],
        [LEFT, base],
        [WIDTH - RIGHT, base],
      ],
      FAINT,
    ),
    svgText(LEFT - 6, TOP + 8, axisNumber(high), { anchor: 'end' }),
    svgText(LEFT - 6, base, axisNumber(low), { anchor: 'end' }),
    svgText(LEFT, base + 16, '0', { anchor: 'middle' }),
    svgText(WIDTH - RIGHT, base + 16, axisNumber(lastEpoch), { anchor: 'end' }),
    svgText((LEFT + WIDTH - RIGHT) / 2, base + 28, 'epoch', { anchor: 'middle', color: INK }),
  ];
}

function finite(points: readonly Point[]): readonly Point[] {
  return points.filter(([epoch, loss]) => Number.isFinite(epoch) && Number.isFinite(loss));
}

/** Evenly spaced ones, the last always among them. */
function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  const stride = points.length / MOST_POINTS;
  return Array.from({ length: MOST_POINTS }, (_, at) => points[Math.ceil((at + 1) * stride) - 1]).filter(
    (point): point is Point => point !== undefined,
  );
}
