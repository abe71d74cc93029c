import { expect, it } from 'vitest';
import type { LayerTimes } from '../../../contract/contract';
import { layerTimeRows } from './layer-time-rows';

const times: LayerTimes = {
  step: 10,
  batchSize: 256,
  rounds: 5,
  device: { kind: 'cpu', name: 'A processor' },
  layers: [
    { path: 'conv1', forwardMilliseconds: 3, backwardMilliseconds: 5 },
    { path: 'relu1', forwardMilliseconds: 1, backwardMilliseconds: 0 },
  ],
  inputMilliseconds: 0.5,
  updateMilliseconds: 0.5,
  sumMilliseconds: 10,
  stepMilliseconds: 8,
};

it('lists the parts of a step in their order, with shares that make a whole', () => {
  const rows = layerTimeRows(times);
  expect(rows.map(({ key }) => key)).toEqual(['input', 'conv1', 'relu1', 'update']);
  expect(rows[1]).toMatchObject({ total: 8, share: 0.8, backward: 5 });
  expect(rows[0]?.backward).toBeNull();
  expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

it('divides nothing by nothing', () => {
  const idle = { ...times, layers: [], inputMilliseconds: 0, updateMilliseconds: 0, sumMilliseconds: 0 };
  expect(layerTimeRows(idle).map(({ share }) => share)).toEqual([0, 0]);
});
