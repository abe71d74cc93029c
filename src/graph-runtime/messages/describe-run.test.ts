import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runChanges } from '../difference/run-changes';
import { documentSchema, type NetloomDocument, type TrainingSettings } from '../document/document';
import { layers } from '../layers/registry';
import { chooseKind, initialOf } from '../settings/change';
import { settingPaths } from '../settings/paths';
import { settingEntries } from '../settings/registry';
import { LANGUAGES } from '../text/text';
import { describeRun } from './describe-run';

function preset(name: string): NetloomDocument {
  return documentSchema.parse(JSON.parse(readFileSync(`presets/${name}.json`, 'utf8')));
}

const lenet = preset('lenet');
const withTraining = (changes: Partial<TrainingSettings>): NetloomDocument => ({
  ...lenet,
  training: { ...lenet.training, ...changes },
});
const withRelu: NetloomDocument = {
  ...lenet,
  nodes: lenet.nodes.map((node) => (node.type === 'sigmoid' ? { ...node, type: 'relu' } : node)),
};
const name = (document: NetloomDocument, number = 1, base = lenet) =>
  LANGUAGES.map((language) =>
    describeRun(document.name, { changes: runChanges(base, document), number }, language),
  );

describe('describeRun', () => {
  it('names a run by what differs from its base, in the language of its reader', () => {
    expect(name(lenet)).toEqual(['LeNet', 'LeNet']);
    expect(name(lenet, 2)).toEqual(['LeNet (2)', 'LeNet（2）']);
    const rate = {
      ...withRelu,
      training: { ...lenet.training, optimizer: { ...lenet.training.optimizer, learningRate: 0.1 } },
    };
    expect(name(rate)).toEqual(['LeNet, ReLU ×4, learning rate 0.1', 'LeNet、ReLU ×4、學習率 0.1']);
    expect(name({ ...lenet, training: chooseKind(lenet.training, 'optimizer', 'adam') })[0]).toBe(
      'LeNet, Adam, learning rate 0.001',
    );
    expect(name(withTraining({ batchSize: 64, seed: 7 }))).toEqual([
      'LeNet, batch size 64, seed 7',
      'LeNet、批次大小 64、隨機種子 7',
    ]);
  });

  it('names parameters of the network that have another default; equal lists are no difference', () => {
    const withWidths = (value: number[], rate: number): NetloomDocument => ({
      ...lenet,
      parameters: [
        { name: 'widths', kind: 'list', default: value },
        { name: 'rate', kind: 'number', default: rate },
      ],
    });
    const base = withWidths([4, 8, 16], 0.5);
    expect(name(withWidths([4, 8, 16], 0.25), 1, base)[0]).toBe('LeNet, rate 0.25');
    expect(name(withWidths([4, 8, 12], 0.5), 1, base)[0]).toBe('LeNet, widths 4, 8, 12');
  });

  it('names nodes that came, went or were set otherwise, and nothing but wires', () => {
    const narrow = {
      ...lenet,
      nodes: lenet.nodes.map((node) =>
        node.type === 'conv2d' ? { ...node, parameters: { ...node.parameters, filters: 4 } } : node,
      ),
    };
    expect(name(narrow)[0]).toBe('LeNet, Conv2D ×2: filters 4');
    const without = {
      ...lenet,
      nodes: lenet.nodes.filter(({ id }) => id !== 'sigmoid4'),
      edges: lenet.edges.filter(({ from, to }) => from !== 'sigmoid4' && to !== 'sigmoid4'),
    };
    expect(name(without)[0]).toBe('LeNet, without Sigmoid');
    expect(name({ ...lenet, edges: lenet.edges.slice(1) })[0]).toBe('LeNet, other wires');
  });

  it('counts what would make it too long', () => {
    const much = withTraining({
      batchSize: 64,
      seed: 7,
      epochs: 1,
      validationShare: 0.1,
      precision: 'mixed',
    });
    expect(name(much)[0]).toBe('LeNet, epochs 1, batch size 64, seed 7, 2 more');
  });

  it('says every setting of every kind, and every parameter of every layer, without their internal names', () => {
    const trainings = settingEntries.flatMap(([setting, definition]): TrainingSettings[] => {
      const { field } = definition;
      if (field.kind === 'kind') {
        return Object.keys(field.kinds).map((type) => chooseKind(lenet.training, setting, type));
      }
      const initial = initialOf(lenet.training, definition);
      return initial === undefined ? [] : [{ ...lenet.training, [setting]: initial }];
    });
    const internal = /\b[a-z]+[A-Z][A-Za-z]*\b|\[object|undefined|null|NaN|[{}[\]"]/;
    const texts: string[] = [];
    for (const training of trainings) texts.push(...name({ ...lenet, training }));
    for (const { path } of settingPaths) {
      texts.push(
        ...LANGUAGES.map((language) =>
          describeRun('N', { changes: [{ kind: 'setting', path }], number: 1 }, language),
        ),
      );
    }
    for (const layer of Object.values(layers)) {
      for (const [parameter, { default: value }] of Object.entries(layer.parameters)) {
        const stored = typeof value === 'object' ? [...value] : value;
        const change = { kind: 'parameter', type: layer.type, parameter, value: stored, count: 1 } as const;
        texts.push(
          ...LANGUAGES.map((language) => describeRun('N', { changes: [change], number: 1 }, language)),
        );
      }
    }
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => internal.test(text))).toEqual([]);
  });
});
