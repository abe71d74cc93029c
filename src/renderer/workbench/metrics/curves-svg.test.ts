import { expect, it } from 'vitest';
import type { AxisRange } from '../../charts/curve-data';
import type { CurveStyle } from '../../charts/run-curves';
import { axisMarks } from '../../charts/x-axis';
import { curvesAsSvg } from './curves-svg';

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

function draw(values: readonly number[], style: Partial<CurveStyle> = {}): string {
  const picture = {
    title: 'Loss',
    curves: [
      {
        label: 'Curve',
        points: { x: Float64Array.from(values.keys()), y: Float64Array.from(values) },
        style: { color: '--color', width: 1.5, alpha: 1, dash: [], hasPoints: false, ...style } as CurveStyle,
      },
    ],
    range: { minimum: 0, maximum: values.length - 1 },
    isLogarithmic: false,
    format: String,
  };
  const axis = {
    label: 'epoch',
    marks: (range: AxisRange, most: number) => axisMarks('epochs', range, most),
    format: String,
  };
  return curvesAsSvg([picture], () => '#000000', axis);
}

it.each([
  [
    [65.16, 18, 2.3],
    ['0', '20', '40', '60', '80'],
  ],
  [
    [0.106, 0.1],
    ['0', '0.025', '0.05', '0.075', '0.1', '0.125'],
  ],
  [
    [0.2, 0.93],
    ['0', '0.2', '0.4', '0.6', '0.8', '1'],
  ],
])('the axis of %j has round numbers', (values, marks) => {
  expect(textsOf(draw(values)).slice(1, marks.length + 1)).toEqual(marks);
});

it('a dashed curve is dashed in the legend, too', () => {
  expect(draw([1, 2], { dash: [6, 4] }).match(/stroke-dasharray="6 4"/g)).toHaveLength(2);
});
