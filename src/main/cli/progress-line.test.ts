import { describe, expect, it } from 'vitest';
import { formatDuration, formatSeconds } from './figures';
import { formatBar, formatEpoch, ProgressLine } from './progress-line';
import { formatTable } from './table';

const step = {
  type: 'step',
  points: [{ step: 117, epoch: 0.5, loss: 1.2345, accuracy: 0.5123 }],
  examplesPerSecond: 19_832.4,
  secondsLeft: 62,
} as const;
const compiled = {
  type: 'compiled',
  device: { kind: 'cpu', name: 'A processor' },
  engine: 'TensorFlow',
  trainableParameters: 61_706,
  stepsPerEpoch: 235,
  epochs: 2,
  trainCount: 60_000,
  testCount: 10_000,
  secondsToFirstStep: 0.4,
} as const;

describe('ProgressLine', () => {
  it('shows epoch, bar, time left and figures, as much as fits', () => {
    const line = new ProgressLine();
    expect(line.after({ type: 'preparing', task: 'compiling' }, 80)).toBe('Compiling the network …');
    line.after(compiled, 80);
    expect(line.after(step, 200)).toBe(
      'Epoch 1/2  █████░░░░░░░░░░░░░░░  25%  1:02 left  loss 1.234  accuracy 51.2%  19,832 examples/s',
    );
    for (const columns of [1, 10, 40, 80]) expect(line.after(step, columns).length).toBeLessThan(columns);
    expect(line.after({ type: 'evaluating', epoch: 1 }, 80)).toBe('Testing epoch 1/2 …');
  });

  it('draws a bar that never changes its length', () => {
    for (let fraction = -0.2; fraction < 1.3; fraction += 0.013)
      expect(formatBar(fraction, 20)).toHaveLength(20);
    expect(formatBar(1, 4)).toBe('████');
    expect(formatBar(0, 4)).toBe('░░░░');
  });

  it('writes an epoch on one line', () => {
    const point = {
      epoch: 3,
      trainLoss: 0.5123,
      trainAccuracy: 0.81,
      testLoss: 0.55,
      testAccuracy: 0.799,
      seconds: 3.1,
      examplesPerSecond: 19_500,
    };
    expect(formatEpoch(point, 10)).toBe(
      'Epoch  3/10  train loss 0.512  train accuracy 81.0%  test accuracy 79.9%  19,500 examples/s  3.10 s',
    );
  });
});

describe('figures', () => {
  it('writes times as people read them', () => {
    expect([0, 59.6, 62, 3_803].map(formatDuration)).toEqual(['0:00', '1:00', '1:02', '1:03:23']);
    expect([0.0131, 0.54, 12.34, 125].map(formatSeconds)).toEqual([
      '13.1 ms',
      '0.54 s',
      '12.3 s',
      '2:05 min',
    ]);
  });
});

describe('formatTable', () => {
  it('aligns columns and leaves no spaces at the ends', () => {
    const columns = [
      { title: 'Layer', align: 'left' },
      { title: 'MACs', align: 'right' },
      { title: 'Note', align: 'left' },
    ] as const;
    expect(
      formatTable(
        columns,
        [
          ['conv1', '117,600', 'x'],
          ['a-longer-name', '5', ''],
        ],
        [['Total', '117,605', '']],
      ),
    ).toEqual([
      'Layer             MACs  Note',
      '─────────────  ───────  ────',
      'conv1          117,600  x',
      'a-longer-name        5',
      '─────────────  ───────  ────',
      'Total          117,605',
    ]);
  });
});
