import { expect, it } from 'vitest';
import { analyze } from '../../infer/analyze';
import { readPreset } from '../../testing/presets';
import { readDocument } from '../../testing/read-document';
import { networkToExport } from './network-to-export';
import { exportFormats } from './registry';

const noisy = readDocument({
  ...{ format: 'netloom', version: 3, name: 'noisy' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
    { id: 'noise', type: 'gaussianNoise' },
    { id: 'maps', type: 'spatialDropout2d' },
    { id: 'flat', type: 'flatten' },
    { id: 'half', type: 'dropout' },
    { id: 'scores', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: ['input', 'noise', 'maps', 'flat', 'half', 'scores'].map((from, at, all) => ({
    from,
    to: all[at + 1] ?? 'output',
  })),
});

it.each([
  ['onnx', 'noise, maps'],
  ['tfjs', 'noise, maps, half'],
  ['saved-model', 'noise, maps, half'],
] as const)('%s says which layers do nothing in predictions', (id, names) => {
  const format = exportFormats[id];
  const remarks = format.remarks(networkToExport(analyze(noisy), format.parts));
  expect(remarks.map(({ en }) => en)).toEqual([expect.stringContaining(`: ${names}.`)]);
  const lenet = networkToExport(analyze(readPreset('lenet')), format.parts);
  expect(format.remarks(lenet)).toEqual([]);
});
