import { expect, it } from 'vitest';
import { readDocument } from '../../../../testing/read-document';
import { analyze } from '../../../../infer/analyze';
import { exportKeras } from '../export-keras';
import { networkToExport } from '../../network-to-export';

const modelOf = (shape: readonly number[], outputSize: readonly number[]) => {
  const document = readDocument({
    ...{ format: 'netloom', version: 3, name: 'pooled' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape } },
      { id: 'pool', type: 'adaptiveMaxPooling2d', parameters: { outputSize } },
      { id: 'flat', type: 'flatten' },
      { id: 'scores', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'pool' },
      { from: 'pool', to: 'flat' },
      { from: 'flat', to: 'scores' },
      { from: 'scores', to: 'output' },
    ],
  });
  const network = networkToExport(analyze(document), 'all');
  return exportKeras(network, { document: '', weights: '' }).texts['model.py'] ?? '';
};

// Of one column, and to one, Keras divides by zero: its values are compared by `npm run bench:export-keras -- adaptiveMaxPooling2d`.
it.each([
  { shape: [14, 1, 2], outputSize: [5, 2], columns: 'one column to two' },
  { shape: [3, 13, 2], outputSize: [4, 1], columns: 'several to one' },
  { shape: [1, 1, 2], outputSize: [2, 2], columns: 'one place to four' },
])('pools $columns without what Keras cannot compute', ({ shape, outputSize }) => {
  const adaptive = [...modelOf(shape, outputSize).matchAll(/AdaptiveMaxPooling2D\(\((\d+), (\d+)\)/g)];
  for (const [, rows, columns] of adaptive) {
    expect(rows).toBe('1');
    expect(Number(columns)).toBeGreaterThan(1);
  }
  expect(adaptive.length).toBe(shape[0] === 1 ? 0 : 1);
});

it('uses the layer of Keras for everything else', () => {
  expect(modelOf([5, 5, 2], [3, 3])).toContain('AdaptiveMaxPooling2D(3,');
});
