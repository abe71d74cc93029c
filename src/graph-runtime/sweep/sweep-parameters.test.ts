import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentSchema, type NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { sweepParameterLabel, sweepValueText } from '../messages/describe-sweep';
import { chooseKind } from '../settings/change';
import { optimizers } from '../settings/optimizers/registry';
import { schedules } from '../settings/schedules/registry';
import { LANGUAGES } from '../text/text';
import { unsoundValue } from './sound-choices';
import { firstValues, parseValues, sweepParameters } from './sweep-parameters';
import { withTrialValues } from './sweep-trials';

function preset(name: string): NetloomDocument {
  return documentSchema.parse(JSON.parse(readFileSync(`presets/${name}.json`, 'utf8')));
}
const parametersOf = (document: NetloomDocument) => sweepParameters(analyze(document));
const PRESETS = ['lenet', 'alexnet', 'vgg', 'nin', 'googlenet', 'resnet', 'densenet', 'mobilenet'];

describe('sweepParameters', () => {
  it('offers settings, and the numbers of layers with the value they have', () => {
    const parameters = parametersOf(preset('lenet'));
    const presentValue = (name: string) => parameters.find(({ parameter }) => parameter === name)?.value;
    expect(parameters[0]?.parameter).toBe('learningRate');
    expect(presentValue('learningRate')).toBe(0.9);
    expect(presentValue('batchSize')).toBe(256);
    expect(presentValue('conv1.filters')).toBe(6);
    expect(presentValue('conv1.kernelSize')).toBe(5);
    expect(presentValue('dense1.units')).toBe(120);
    expect(new Set(parameters.map(({ parameter }) => parameter)).size).toBe(parameters.length);
  });

  it('offers the kinds of the settings and every choice of layers, of one layer and of all together', () => {
    const parameters = parametersOf(preset('lenet'));
    const named = (name: string) => parameters.find(({ parameter }) => parameter === name);
    expect(named('optimizer.type')).toMatchObject({ value: 'sgd', choices: Object.keys(optimizers) });
    expect(named('schedule.type')?.choices).toEqual(Object.keys(schedules));
    expect(named('*sigmoid.type')).toMatchObject({ value: 'sigmoid' });
    expect(named('sigmoid1.type')?.choices).toContain('relu');
    expect(named('sigmoid1.type')?.choices).not.toContain('softmax');
    expect(named('*.kernelInitializer')?.choices).toContain('heNormal');
    expect(named('conv1.kernelInitializer')?.choices).toContain('heNormal');
    expect(named('conv1.useBias')?.choices).toEqual([false, true]);
    const { nodes, ...rest } = preset('lenet');
    const dropouts = ['a', 'b'].map((id) => ({ id, type: 'dropout', parameters: { rate: 0.3 } }));
    const dropping = parametersOf({ ...rest, nodes: [...nodes, ...dropouts] });
    expect(dropping.find(({ parameter }) => parameter === '*.rate')?.value).toBe(0.3);
  });

  it('leaves out what decides the number of scores, also where an expression does', () => {
    const lenet = parametersOf(preset('lenet')).map(({ parameter }) => parameter);
    expect(lenet).toContain('dense2.units');
    expect(lenet).not.toContain('dense3.units');
    const { nodes, ...rest } = preset('lenet');
    const written = nodes.map((node) =>
      node.id === 'dense3' ? { ...node, parameters: { ...node.parameters, units: '=classes' } } : node,
    );
    const classes = { name: 'classes', kind: 'integer', default: 10 } as const;
    const width = { name: 'width', kind: 'integer', default: 3 } as const;
    const names = parametersOf({ ...rest, nodes: written, parameters: [classes, width] });
    expect(names.map(({ parameter }) => parameter)).toContain('network.width');
    expect(names.map(({ parameter }) => parameter)).not.toContain('network.classes');
  });

  it('leaves out choices with which the network could not be trained, as an only output that is auxiliary', () => {
    const names = parametersOf(preset('lenet')).map(({ parameter }) => parameter);
    expect(names).toContain('output.loss');
    expect(names).not.toContain('output.auxiliary');
    for (const name of ['lenet', 'resnet', 'mobilenet-v3-small']) {
      const document = preset(name);
      for (const { parameter, value, choices } of parametersOf(document)) {
        if (typeof value !== 'boolean') continue;
        for (const choice of choices) {
          const trial = withTrialValues(document, [{ parameter }], [choice]);
          expect(trial && analyze(trial).isTrainable, `${name} ${parameter} ${choice}`).toBe(true);
        }
      }
    }
  });

  it('finds a number with which the network has errors', () => {
    const analysis = analyze(preset('lenet'));
    const kernels = { parameter: 'conv2.kernelSize', values: [3, 5, 99] };
    expect(unsoundValue(analysis, [kernels])).toEqual({ parameter: 'conv2.kernelSize', value: 99 });
    const sound = [
      { ...kernels, values: [3, 5] },
      { parameter: 'learningRate', values: [0.1, 9] },
    ];
    expect(unsoundValue(analysis, sound)).toBeNull();
    expect(unsoundValue(analysis, [{ parameter: 'dense1.units', values: [1, 500] }])).toBeNull();
  });

  it('offers the parameters of blocks where they are numbers', () => {
    const names = parametersOf(preset('resnet')).map(({ parameter }) => parameter);
    expect(names.some((name) => name.startsWith('stage'))).toBe(true);
    const { nodes, ...vgg } = preset('vgg');
    const bare = nodes.map((node) => (node.id === 'hidden' ? { ...node, parameters: { units: 64 } } : node));
    const ofHidden = parametersOf({ ...vgg, nodes: bare })
      .filter(({ parameter }) => parameter.startsWith('hidden.'))
      .map(({ parameter, value }) => [parameter, value]);
    // The second keeps its block's own value.
    expect(ofHidden).toEqual([
      ['hidden.units', 64],
      ['hidden.rate', 0.5],
    ]);
  });

  it('has words for every parameter and every choice, and every value it begins with can be set', () => {
    // Nodes of one kind have the same parameters: each is tried once.
    const tried = new Set<string>();
    for (const name of PRESETS) {
      const document = preset(name);
      for (const parameter of parametersOf(document)) {
        const kind = JSON.stringify([parameter.parameter.split('.').at(-1), parameter.choices]);
        if (tried.has(kind)) continue;
        tried.add(kind);
        for (const language of LANGUAGES) {
          const label = sweepParameterLabel(parameter.parameter, language);
          // What a user named (blocks' parameters, nodes) is shown as it is.
          expect(label).not.toMatch(/\*|block:|\.type|optimizer\.|undefined/);
          const texts = parameter.choices.map((choice) =>
            sweepValueText(parameter.parameter, choice, language),
          );
          expect(new Set(texts).size, `${name} ${parameter.parameter}`).toBe(parameter.choices.length);
        }
        for (const value of [...firstValues(parameter), ...parameter.choices]) {
          const trial = withTrialValues(document, [parameter], [value]);
          // Halves and doubles may be outside of a layer's limits; what the parameter has and can be chosen is not.
          if (value === parameter.value || parameter.choices.length > 0) {
            expect(trial, `${name} ${parameter.parameter} ${value}`).not.toBeNull();
          }
        }
      }
    }
  });

  it('calls every setting by a name, whatever the optimizer and the schedule', () => {
    const lenet = preset('lenet');
    const { training: usual } = lenet;
    const kinds = Math.max(Object.keys(optimizers).length, Object.keys(schedules).length);
    const nth = (names: object, at: number) => Object.keys(names)[at % Object.keys(names).length] ?? '';
    for (let at = 0; at < kinds; at += 1) {
      const withOptimizer = chooseKind(usual, 'optimizer', nth(optimizers, at));
      const training = chooseKind(withOptimizer, 'schedule', nth(schedules, at));
      const all = parametersOf({ ...lenet, training });
      const settings = all.slice(
        0,
        all.findIndex(({ parameter }) => parameter.startsWith('*')),
      );
      expect(settings.length).toBeGreaterThan(4);
      for (const parameter of settings) {
        expect(sweepParameterLabel(parameter.parameter, 'en')).not.toBe(parameter.parameter);
        expect(firstValues(parameter)).toContain(parameter.parameter === 'seed' ? 0 : parameter.value);
      }
    }
  });

  it('begins about the present value', () => {
    const [rate] = parametersOf(preset('lenet'));
    if (rate === undefined) throw new Error('There is a learning rate.');
    expect(firstValues(rate)).toEqual([0.27, 0.9, 2.7]);
  });
});

describe('parseValues', () => {
  it('reads lists as people write them', () => {
    expect(parseValues('0.01, 0.1; 1e-3 2')).toEqual([0.01, 0.1, 0.001, 2]);
    expect(parseValues('1/8, 2^-3; 28 * 28 (1 + 2)*2 0.1 -0.2')).toEqual([0.125, 0.125, 784, 6, 0.1, -0.2]);
    expect(parseValues('')).toBeNull();
    expect(parseValues('0.1, x')).toBeNull();
  });
});
