import { expect, it } from 'vitest';
import { layers } from '../../../layers/registry';
import { onnxFormOf } from './registry';

it.each(
  layers.filter(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0).map(({ type }) => type),
)('%s has a form', (type) => {
  expect(onnxFormOf(type)?.type).toBe(type);
});

it('has none of a layer that does not exist', () => {
  expect(onnxFormOf('toString')).toBeUndefined();
});
