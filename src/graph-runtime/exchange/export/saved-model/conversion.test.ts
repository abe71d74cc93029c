import { expect, it } from 'vitest';
import { analyze } from '../../../infer/analyze';
import { twoOutputs, unpooled } from '../../../testing/branched-documents';
import { networkToExport } from '../network-to-export';
import { exportSavedModel } from './export-saved-model';
import { savedModel } from './saved-model';

const CONVERTERS = ['to_litert.py', 'to_coreml.py'];

it('has no converters of what LiteRT and Core ML have no operation for, and says so', () => {
  const network = networkToExport(analyze(unpooled()));
  const { texts } = exportSavedModel(network, { document: '', weights: '' });
  expect(Object.keys(texts).filter((name) => CONVERTERS.includes(name))).toEqual([]);
  expect(texts['README.md']).toContain('Without programs that convert it for LiteRT and Core ML');
  expect(savedModel.remarks(network).map(({ en }) => en)).toEqual([
    expect.stringContaining('these layers: unpool. A Keras project can be converted.'),
  ]);
});

it('has them of all other networks', () => {
  const network = networkToExport(analyze(twoOutputs()));
  const { texts } = exportSavedModel(network, { document: '', weights: '' });
  expect(Object.keys(texts)).toEqual(expect.arrayContaining(CONVERTERS));
  expect(savedModel.remarks(network)).toEqual([]);
});
