import { describe, expect, it } from 'vitest';
import type { EpochPoint, RunEvent, StepPoint } from '../../contract/contract';
import { applyRunEvent, createRunRecord, type RunRecord } from '../store/runs/runs-record';
import { curvePoints, extentOf } from './run-curves';
import { axisMarks, epochPlaces, formatMark, formatPlace, growingRange, isPlaced } from './x-axis';

const STEPS_PER_EPOCH = 10;

const compiled: RunEvent = {
  type: 'compiled',
  device: { kind: 'cpu', name: 'a processor' },
  engine: 'TensorFlow',
  trainableParameters: 1,
  stepsPerEpoch: STEPS_PER_EPOCH,
  epochs: 4,
  trainCount: 100,
  testCount: 10,
  secondsToFirstStep: 3,
};

function pointAt(step: number, trainingSeconds?: number): StepPoint {
  const time = trainingSeconds === undefined ? {} : { trainingSeconds };
  return { step, epoch: step / STEPS_PER_EPOCH, loss: 1 / step, accuracy: 0.5, learningRate: 0.1, ...time };
}

function epochAt(epoch: number, trainingSeconds?: number): EpochPoint {
  const figures = { trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: 0.5, examplesPerSecond: 20 };
  const time = trainingSeconds === undefined ? {} : { trainingSeconds };
  return { epoch, ...figures, seconds: 5, ...time };
}

function runOf(points: readonly StepPoint[], epochs: readonly EpochPoint[], ...more: RunEvent[]): RunRecord {
  const events: RunEvent[] = [
    compiled,
    { type: 'step', points, examplesPerSecond: 20, secondsLeft: 1 },
    ...epochs.map((point): RunEvent => ({ type: 'epoch', point })),
    ...more,
  ];
  return events.reduce(applyRunEvent, createRunRecord('run1', 'LeNet'));
}

const done: RunEvent = { type: 'done', seconds: 12 };

describe('the places of a run on the axis', () => {
  const run = runOf([pointAt(5, 2.5), pointAt(10, 5), pointAt(15, 8)], [epochAt(1, 5)]);

  it('are epochs, steps or seconds of training', () => {
    const places = (xAxis: 'epochs' | 'steps' | 'time') => [
      ...Array.from(curvePoints(run, 'running', 'loss', { xAxis, smoothing: 0 }).x),
      ...Array.from(curvePoints(run, 'test', 'loss', { xAxis, smoothing: 0 }).x),
    ];
    expect(places('epochs')).toEqual([0.5, 1, 1.5, 1]);
    expect(places('steps')).toEqual([5, 10, 15, 10]);
    expect(places('time')).toEqual([2.5, 5, 8, 5]);
  });

  it('of a run of an earlier version are the ends of its epochs', () => {
    const old = runOf([pointAt(5), pointAt(10), pointAt(15), pointAt(20)], [epochAt(1), epochAt(2)], done);
    expect(isPlaced(old, 'time')).toBe(false);
    expect(isPlaced(old, 'steps')).toBe(true);
    expect(epochPlaces(old, 'time')).toEqual([5, 10]);
    for (const metric of ['loss', 'learningRate'] as const) {
      expect(curvePoints(old, 'running', metric, { xAxis: 'time', smoothing: 0 }).x).toEqual([5, 10]);
    }
    expect(extentOf([old], 'time')).toEqual({ done: 10, inAll: 10 });
  });

  it('of a run that this version resumed begin where it did so, and continue the time before', () => {
    const resumed = runOf([pointAt(5), pointAt(10), pointAt(15, 8)], [epochAt(1), epochAt(2, 11)]);
    const { x, y } = curvePoints(resumed, 'running', 'loss', { xAxis: 'time', smoothing: 0 });
    expect(Array.from(x)).toEqual([8]);
    expect(Array.from(y)).toEqual([1 / 15]);
    expect(isPlaced(resumed, 'time')).toBe(false);
    expect(epochPlaces(resumed, 'time')).toEqual([5, 11]);
  });

  it('reach as far as the run will, where that is known', () => {
    expect(extentOf([run], 'epochs')).toEqual({ done: 1.5, inAll: 4 });
    expect(extentOf([run], 'steps')).toEqual({ done: 15, inAll: 40 });
    expect(extentOf([run], 'time')).toEqual({ done: 8, inAll: Number.POSITIVE_INFINITY });
  });
});

describe('growingRange', () => {
  it('grows in steps and ends with the run', () => {
    const maxima = [0, 0.3, 1, 1.01, 2.5, 5.1, 11, 21, 51, 101].map(
      (epochs) => growingRange(epochs, 1_000).maximum,
    );
    expect(maxima).toEqual([1, 1, 1, 2, 5, 10, 20, 50, 100, 200]);
    expect(growingRange(5.1, 7).maximum).toBe(7);
    expect(growingRange(0, 0).maximum).toBe(1);
  });

  it('shows all of a run that has ended', () => {
    expect(growingRange(10, 10)).toEqual({ minimum: 0, maximum: 10 });
    expect(growingRange(83.5, 83.5, 'time')).toEqual({ minimum: 0, maximum: 83.5 });
  });

  it('has sizes of clocks where it shows time, and of hundreds of steps', () => {
    const maxima = [0, 11, 45, 61, 1_300, 4_000].map(
      (seconds) => growingRange(seconds, Number.POSITIVE_INFINITY, 'time').maximum,
    );
    expect(maxima).toEqual([10, 20, 60, 120, 1_800, 7_200]);
    expect(growingRange(150, 4_690, 'steps').maximum).toBe(200);
  });
});

describe('marks of the axis', () => {
  it.each([
    ['epochs', 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ['0', '1']],
    ['steps', 4_690, [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500], ['0', '500']],
    ['time', 83.5, [0, 10, 20, 30, 40, 50, 60, 70, 80], ['0s', '10s']],
    ['time', 9_000, [0, 900, 1_800, 2_700, 3_600, 4_500, 5_400, 6_300, 7_200, 8_100, 9_000], ['0s', '15m']],
  ] as const)('by %s up to %d are round', (axis, maximum, places, texts) => {
    const marks = axisMarks(axis, { minimum: 0, maximum }, 10);
    expect(marks).toEqual(places);
    expect(marks.slice(0, 2).map((place) => formatMark(axis, place, 'en'))).toEqual(texts);
  });

  it('lie within a part that is zoomed into', () => {
    expect(axisMarks('time', { minimum: 61, maximum: 124 }, 5)).toEqual([75, 90, 105, 120]);
  });

  it('say hours and minutes', () => {
    expect(formatMark('time', 5_400, 'en')).toBe('1h 30m');
    expect(formatMark('time', 90, 'zh-Hant').replaceAll(' ', '')).toBe('1分鐘30秒');
    expect(formatPlace('epochs', 1.5, 'en')).toBe('1.50');
    expect(formatPlace('steps', 12_000.4, 'en')).toBe('12,000');
    expect(formatPlace('time', 83.4, 'en')).toBe('1 min 23 sec');
  });
});
