import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentSchema, type NetloomDocument } from '../../../graph-runtime/document/document';
import { chooseKind } from '../../../graph-runtime/settings/change';
import { optimizers } from '../../../graph-runtime/settings/optimizers/registry';
import { schedules } from '../../../graph-runtime/settings/schedules/registry';
import { parameterLabel } from './parameter-label';
import { firstValues, parseValues, sweepParameters } from './sweep-parameters';

function preset(name: string): NetloomDocument {
  return documentSchema.parse(JSON.parse(readFileSync(`presets/${name}.json`, 'utf8')));
}

describe('sweepParameters', () => {
  it('offers settings, and the numbers of layers with the value they have', () => {
    const parameters = sweepParameters(preset('lenet'));
    const presentValue = (name: string) => parameters.find(({ parameter }) => parameter === name)?.value;
    expect(presentValue('learningRate')).toBe(0.9);
    expect(presentValue('batchSize')).toBe(256);
    expect(presentValue('conv1.filters')).toBe(6);
    expect(presentValue('dense1.units')).toBe(120);
    expect(new Set(parameters.map(({ parameter }) => parameter)).size).toBe(parameters.length);
  });

  it('offers the parameters of blocks where they are numbers', () => {
    const names = sweepParameters(preset('resnet')).map(({ parameter }) => parameter);
    expect(names.some((name) => name.startsWith('stage'))).toBe(true);
    const { nodes, ...vgg } = preset('vgg');
    const bare = nodes.map((node) => (node.id === 'hidden' ? { ...node, parameters: { units: 64 } } : node));
    const ofHidden = sweepParameters({ ...vgg, nodes: bare })
      .filter(({ parameter }) => parameter.startsWith('hidden.'))
      .map(({ parameter, value }) => [parameter, value]);
    // The second keeps its block's own value.
    expect(ofHidden).toEqual([
      ['hidden.units', 64],
      ['hidden.rate', 0.5],
    ]);
  });

  it('calls every setting by a name, whatever the optimizer and the schedule', () => {
    const lenet = preset('lenet');
    const { training: usual } = lenet;
    const kinds = Math.max(Object.keys(optimizers).length, Object.keys(schedules).length);
    const nth = (names: object, at: number) => Object.keys(names)[at % Object.keys(names).length] ?? '';
    for (let at = 0; at < kinds; at += 1) {
      const withOptimizer = chooseKind(usual, 'optimizer', nth(optimizers, at));
      const training = chooseKind(withOptimizer, 'schedule', nth(schedules, at));
      const settings = sweepParameters({ ...lenet, training }).filter(({ group }) => group === 'training');
      expect(settings.length).toBeGreaterThan(4);
      for (const parameter of settings) {
        expect(parameterLabel(parameter.parameter)).not.toBe(parameter.parameter);
        expect(firstValues(parameter)).toContain(parameter.parameter === 'seed' ? 0 : parameter.value);
      }
    }
  });

  it('begins about the present value', () => {
    const [rate] = sweepParameters(preset('lenet'));
    if (rate === undefined) throw new Error('There is a learning rate.');
    expect(firstValues(rate)).toEqual([0.27, 0.9, 2.7]);
  });
});

describe('parseValues', () => {
  it('reads lists as people write them', () => {
    expect(parseValues('0.01, 0.1; 1e-3 2')).toEqual([0.01, 0.1, 0.001, 2]);
    expect(parseValues('')).toBeNull();
    expect(parseValues('0.1, x')).toBeNull();
  });
});
