import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyEdits } from '../../document/apply-edits';
import type { NetloomDocument } from '../../document/document';
import { analyze } from '../../infer/analyze';
import { readPreset } from '../../testing/presets';
import { readDocument } from '../../testing/read-document';
import { networkToExport } from '../export/network-to-export';
import { exportPytorch } from '../export/pytorch/export-pytorch';
import { matchOwnWeights, matchWeights } from './match-weights';
import type { SourceWeight } from './source-weights';
import { torchEdits } from './torch-edits';

const stateDicts = z
  .record(z.string(), z.record(z.string(), z.array(z.number())))
  .parse(JSON.parse(readFileSync(new URL('testing/state-dicts.json', import.meta.url), 'utf8')));

/** As PyTorch saves the network of a preset. */
function weightsOf(preset: string, rename = (name: string) => name): SourceWeight[] {
  return Object.entries(stateDicts[preset] ?? {}).map(([name, shape]) => ({ name: rename(name), shape }));
}

const families: Readonly<Record<string, string>> = {
  'resnet-18': 'torchvision ResNet',
  'vgg-a': 'torchvision VGG',
  'densenet-121': 'torchvision DenseNet',
  'mobilenet-v2': 'torchvision MobileNetV2',
  'inception-v3': 'torchvision Inception v3',
  'mobilenet-v3-small': 'torchvision MobileNetV3',
  'mobilenet-v3-large': 'torchvision MobileNetV3',
  'squeezenet-1-0': 'torchvision SqueezeNet 1.0',
  'squeezenet-1-1': 'torchvision SqueezeNet 1.1',
  'shufflenet-v2': 'torchvision ShuffleNetV2',
  'regnety-400mf': 'torchvision RegNet',
  'convnext-tiny': 'torchvision ConvNeXt',
  'efficientnet-b0': 'torchvision EfficientNet',
  'vit-tiny': 'torchvision VisionTransformer',
  'vit-tiny as DeiT': 'timm VisionTransformer',
  'efficientnet-lite0': 'efficientnet-lite-pytorch',
};

describe('weights of a published network', () => {
  it.each(Object.keys(stateDicts))('%s: every tensor and every weight is in a pair', (preset) => {
    const match = matchWeights(analyze(readPreset(preset.split(' ')[0] ?? '')), weightsOf(preset));
    expect(match.family).toBe(families[preset]);
    expect(match.missing).toEqual([]);
    expect(match.leftOver).toEqual([]);
    const counters = weightsOf(preset).filter(({ name }) => name.endsWith('num_batches_tracked'));
    expect(match.counters).toHaveLength(counters.length);
    const places = match.mapped.map(({ source, part }) => `${source.name} ${part?.at ?? ''}`);
    expect(new Set(places).size).toBe(match.mapped.length);
  });

  it('are known behind the prefixes of wrappers', () => {
    const analysis = analyze(readPreset('resnet-18'));
    const plain = matchWeights(analysis, weightsOf('resnet-18'));
    const wrapped = matchWeights(
      analysis,
      weightsOf('resnet-18', (name) => `_orig_mod.module.${name}`),
    );
    expect(wrapped.prefix).toBe('_orig_mod.module.');
    expect(wrapped.mapped.map(({ name }) => name)).toEqual(plain.mapped.map(({ name }) => name));
    expect(wrapped.mapped[0]?.source.name).toBe('_orig_mod.module.conv1.weight');
  });

  it('leave a head for other classes as it is initialized, and say which tensor has its name', () => {
    const document = readPreset('resnet-18');
    const parameters = document.parameters.map((one) =>
      one.name === 'classes' ? { ...one, default: 37 } : one,
    );
    const { missing, leftOver } = matchWeights(analyze({ ...document, parameters }), weightsOf('resnet-18'));
    expect(missing.map(({ name, found }) => [name, found?.shape])).toEqual([
      ['logits/kernel', [1000, 512]],
      ['logits/bias', [1000]],
    ]);
    expect(leftOver.map(({ name }) => name)).toEqual(['fc.weight', 'fc.bias']);
  });
});

/** A convolution, flattened through dropout and an activation, and a dense layer. */
const chain = ['input', 'conv', 'relu', 'flatten', 'dropout', 'norm', 'sigmoid', 'dense', 'last', 'output'];
const flattened = readDocument({
  ...{ format: 'netloom', version: 2, name: 'Flattened' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [4, 6, 3] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 5, kernelSize: 3, padding: 1 } },
    { id: 'relu', type: 'relu' },
    { id: 'flatten', type: 'flatten' },
    { id: 'dropout', type: 'dropout', parameters: { rate: 0.5 } },
    { id: 'norm', type: 'batchNormalization' },
    { id: 'sigmoid', type: 'sigmoid' },
    { id: 'dense', type: 'dense', parameters: { units: 120 } },
    { id: 'last', type: 'dense', parameters: { units: 2 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
});

describe('the order of values', () => {
  const sources: SourceWeight[] = [
    { name: 'a.weight', shape: [5, 3, 3, 3] },
    { name: 'a.bias', shape: [5] },
    { name: 'b.weight', shape: [120] },
    { name: 'b.bias', shape: [120] },
    { name: 'b.running_mean', shape: [120] },
    { name: 'b.running_var', shape: [120] },
    { name: 'c.weight', shape: [120, 120] },
    { name: 'c.bias', shape: [120] },
    { name: 'd.weight', shape: [2, 120] },
    { name: 'd.bias', shape: [2] },
  ];

  it('follows the image through a flattening, dropout, activation and normalization, and no further', () => {
    const { family, mapped, missing } = matchWeights(analyze(flattened), sources);
    expect(family).toBe('by-order');
    expect(missing).toEqual([]);
    const kinds = Object.fromEntries(mapped.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      'conv/kernel': 'transposed',
      'norm/gamma': 'flattened',
      'norm/movingVariance': 'flattened',
      'dense/kernel': 'flattened',
      'dense/bias': 'same',
      'last/kernel': 'transposed',
    });
    const kernel = mapped.find(({ name }) => name === 'dense/kernel');
    expect(kernel?.rearrangement).toEqual({ view: [120, 5, 4, 6], axes: [2, 3, 1, 0] });
  });

  it('pairs nothing in order where one shape disagrees', () => {
    const other = sources.map((source) => (source.name === 'c.bias' ? { ...source, shape: [119] } : source));
    expect(matchWeights(analyze(flattened), other).mapped).toEqual([]);
  });

  it('is Netloom’s own in its own files, whose names are those of weights', () => {
    const own = matchOwnWeights(analyze(flattened), [
      { name: 'conv/kernel', shape: [3, 3, 3, 5] },
      { name: 'conv/bias', shape: [6] },
      { name: 'extra', shape: [1] },
    ]);
    expect(own.mapped.map(({ name, kind }) => [name, kind])).toEqual([['conv/kernel', 'same']]);
    expect(own.missing.find(({ name }) => name === 'conv/bias')?.found?.shape).toEqual([6]);
    expect(own.leftOver.map(({ name }) => name)).toEqual(['conv/bias', 'extra']);
  });
});

describe('a PyTorch project that was exported from here', () => {
  const exported = (document: NetloomDocument) =>
    exportPytorch(networkToExport(analyze(document), 'all'), { document: '', weights: '' });

  it.each(['lenet', 'resnet', 'mobilenet', 'vit', 'lstm', 'squeezenet-1-0'])(
    '%s comes back, every weight from where it was written, and nothing else is changed',
    (preset) => {
      const document = readPreset(preset);
      const { tensors, counters } = exported(document);
      const file = [
        ...tensors.map(({ name, dims }) => ({ name, shape: dims })),
        ...counters.map((name) => ({ name, shape: [] })),
      ];
      const { family, mapped, missing, leftOver } = matchWeights(analyze(document), file, true);
      expect({ family, missing, leftOver }).toEqual({ family: 'netloom-project', missing: [], leftOver: [] });
      const written = new Map(tensors.map(({ weight, name }) => [weight, name]));
      expect(mapped.map(({ name, source }) => [name, source.name])).toEqual(
        mapped.map(({ name }) => [name, written.get(name)]),
      );
      expect(torchEdits(document, family).edits).toEqual([]);
    },
  );

  it('is known without a word of it where nobody would have written its names by hand', () => {
    const document = readPreset('vit');
    const file = exported(document).tensors.map(({ name, dims }) => ({ name, shape: dims }));
    expect(matchWeights(analyze(document), file).family).toBe('netloom-project');
  });

  it('has vectors of images in the order that they have here', () => {
    const document = readPreset('lenet');
    const { tensors } = exported(document);
    const { mapped } = matchWeights(
      analyze(document),
      tensors.map(({ name, dims }) => ({ name, shape: dims })),
      true,
    );
    expect(mapped.filter(({ kind }) => kind === 'flattened')).toEqual([]);
    for (const { shape, rearrangement } of mapped) {
      const moved = rearrangement?.axes.map((axis) => rearrangement.view[axis]) ?? shape;
      expect(moved).toEqual(shape);
    }
  });
});

describe('what PyTorch computes otherwise', () => {
  it('gives layers the parameters of torchvision’s', () => {
    const document = readPreset('inception-v3');
    const { edits, adjusted } = torchEdits(document, 'torchvision Inception v3');
    // One in each kind of block; the two that pad nothing are as they are.
    expect(adjusted).toBe(3);
    const changed = analyze(applyEdits(document, edits));
    const means = changed.graph.nodes.filter(({ type }) => type === 'averagePooling2d');
    expect(new Set(means.map(({ parameters }) => parameters.countIncludePadding))).toEqual(new Set([true]));
    expect(torchEdits(readPreset('resnet-18'), 'torchvision ResNet').adjusted).toBe(0);
  });

  it('pads strided convolutions alike on both sides, and keeps shapes', () => {
    const document = readPreset('mobilenet-v2');
    const { edits, padded } = torchEdits(document, 'torchvision MobileNetV2');
    expect(padded).toBe(2);
    const changed = analyze(applyEdits(document, edits));
    const before = analyze(document);
    for (const [path, { outputs }] of changed.nodes)
      expect(outputs, path).toEqual(before.nodes.get(path)?.outputs);
    expect(changed.document.nodes.find(({ id }) => id === 'conv1')?.parameters?.padding).toBe(1);
  });

  it('moves the stride of bottlenecks to their 3x3 convolution, and of nothing else', () => {
    const bottlenecks = torchEdits(readPreset('resnet-50'), 'torchvision ResNet');
    expect(bottlenecks.movedStrides).toBe(1);
    expect(torchEdits(readPreset('resnet-18'), 'torchvision ResNet').movedStrides).toBe(0);
    const changed = analyze(applyEdits(readPreset('resnet-50'), bottlenecks.edits));
    expect(changed.isTrainable).toBe(true);
  });

  it('changes nothing for weights that were learned with TensorFlow’s padding', () => {
    expect(torchEdits(readPreset('efficientnet-lite0'), 'efficientnet-lite-pytorch').edits).toEqual([]);
  });
});
