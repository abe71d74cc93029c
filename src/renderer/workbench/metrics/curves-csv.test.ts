import { expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import { applyRunEvent, createRunRecord } from '../../store/runs/runs-record';
import { curvesAsCsv } from './curves-csv';

const events: readonly RunEvent[] = [
  {
    type: 'step',
    points: [
      { step: 4, epoch: 0.5, loss: 2, accuracy: 0.25 },
      { step: 8, epoch: 1, loss: 1, accuracy: 0.5, trainingSeconds: 3.5 },
    ],
    examplesPerSecond: 20,
    secondsLeft: 1,
  },
  ...[3, 4].map((seconds, at): RunEvent => {
    const figures = { trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: 0.5 };
    return { type: 'epoch', point: { epoch: at + 1, ...figures, seconds, examplesPerSecond: 20 } };
  }),
];

it('has the time of training of every point; where none was recorded it is empty', () => {
  const run = events.reduce(applyRunEvent, createRunRecord('run1', 'LeNet'));
  const [head = '', ...lines] = curvesAsCsv([run], () => 'LeNet, rate 0.1')
    .trimEnd()
    .split('\r\n');
  const column = (name: string) => head.split(',').indexOf(name);
  // The name of the run is quoted, since it holds a comma.
  const cells = lines.map((line) => line.replace('"LeNet, rate 0.1"', 'LeNet').split(','));
  const read = (name: string) => cells.map((line) => line[column(name)]);
  expect(read('kind')).toEqual(['step', 'step', 'epoch', 'epoch']);
  expect(read('step')).toEqual(['4', '8', '8', '16']);
  expect(read('trainingSeconds')).toEqual(['', '3.5', '3', '7']);
  expect(read('seconds')).toEqual(['', '', '3', '4']);
});
