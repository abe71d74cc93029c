import { expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { readPreset } from '../testing/presets';
import { lastFeatureMaps } from './last-feature-maps';
import { planNetwork } from './lower-network';

it.each([
  ['lenet', 'sigmoid2'],
  ['vgg', 'relu'],
  ['googlenet', 'concat'],
  ['resnet', 'relu'],
  ['densenet', 'relu'],
  ['mobilenet', 'relu'],
])('of %s they lie after its last convolution, at its size', (preset, name) => {
  const analysis = analyze(readPreset(preset));
  const plan = planNetwork(analysis);
  const path = lastFeatureMaps(plan);
  expect(path).toContain(name);
  const shape = analysis.nodes.get(path ?? '')?.outputs?.[0]?.shape ?? [];
  expect(shape).toHaveLength(3);
  expect((shape[0] ?? 0) * (shape[1] ?? 0)).toBeGreaterThan(1);
});
