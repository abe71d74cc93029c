import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from './document/document';
import { serializeDocument } from './document/serialize';
import { analyze } from './infer/analyze';
import { preactResnet1001 } from './testing/preact-resnet';
import { presetIds, readPreset, readPresetText, withParameters } from './testing/presets';

/** All presets: how they are written, what they say of themselves, and the published counts they are held against. */

/** What the literature says, written here a second time so that a slip in a document's own `about` shows. */
interface Published {
  readonly trainable: number;
  /** Running statistics, where the source lists them: Keras' "non-trainable" count of the same network. */
  readonly other?: number;
  /** The last feature map before the classifier, `[height, width, channels]`, and the node that gives it. */
  readonly features: readonly [path: string, shape: readonly number[]];
}

const published: Readonly<Record<string, Published>> = {
  'lenet-5': { trainable: 60_000, features: ['c5', [1, 1, 120]] },
  'alexnet-imagenet': { trainable: 60_965_224, features: ['pool5', [6, 6, 256]] },
  'vgg-a': { trainable: 132_863_336, features: ['stage5', [7, 7, 512]] },
  'vgg-a-lrn': { trainable: 132_863_336, features: ['stage5', [7, 7, 512]] },
  'vgg-b': { trainable: 133_047_848, features: ['stage5', [7, 7, 512]] },
  'vgg-c': { trainable: 133_638_952, features: ['stage5', [7, 7, 512]] },
  'vgg-d': { trainable: 138_357_544, features: ['stage5', [7, 7, 512]] },
  'vgg-e': { trainable: 143_667_240, features: ['stage5', [7, 7, 512]] },
  'googlenet-imagenet': { trainable: 13_378_280, features: ['inception5b', [7, 7, 1024]] },
  'inception-bn': { trainable: 11_295_240, features: ['inception5b', [7, 7, 1024]] },
  'inception-v3': { trainable: 27_161_264, features: ['inceptionC', [8, 8, 2048]] },
  'inception-resnet-v2': { trainable: 55_813_192, other: 60_544, features: ['conv6', [8, 8, 1536]] },
  'resnet-18': { trainable: 11_689_512, features: ['stage4', [7, 7, 512]] },
  'resnet-34': { trainable: 21_797_672, features: ['stage4', [7, 7, 512]] },
  'resnet-50': { trainable: 25_557_032, features: ['stage4', [7, 7, 2048]] },
  'resnet-101': { trainable: 44_549_160, features: ['stage4', [7, 7, 2048]] },
  'resnet-152': { trainable: 60_192_808, features: ['stage4', [7, 7, 2048]] },
  'densenet-121': { trainable: 7_978_856, other: 83_648, features: ['relu5', [7, 7, 1024]] },
  'densenet-161': { trainable: 28_681_000, features: ['relu5', [7, 7, 2208]] },
  'densenet-169': { trainable: 14_149_480, other: 158_400, features: ['relu5', [7, 7, 1664]] },
  'densenet-201': { trainable: 20_013_928, other: 229_056, features: ['relu5', [7, 7, 1920]] },
  'mobilenet-v1': { trainable: 4_231_976, other: 21_888, features: ['separable13', [7, 7, 1024]] },
  'mobilenet-v2': { trainable: 3_504_872, other: 34_112, features: ['relu2', [7, 7, 1280]] },
  'mobilenet-v3-large': { trainable: 5_483_032, features: ['hardSwish2', [7, 7, 960]] },
  'mobilenet-v3-small': { trainable: 2_542_856, features: ['hardSwish2', [7, 7, 576]] },
  'efficientnet-lite0': { trainable: 4_652_008, other: 42_016, features: ['relu2', [7, 7, 1280]] },
  'squeezenet-1-0': { trainable: 1_248_424, features: ['fire9', [13, 13, 512]] },
  'squeezenet-1-1': { trainable: 1_235_496, features: ['fire9', [13, 13, 512]] },
  xception: { trainable: 22_855_952, other: 54_528, features: ['relu3', [10, 10, 2048]] },
  'resnext-50': { trainable: 25_028_904, features: ['stage4', [7, 7, 2048]] },
  'se-resnet-50': { trainable: 28_088_024, features: ['stage4', [7, 7, 2048]] },
  'preact-resnet-50': { trainable: 25_549_480, features: ['relu2', [7, 7, 2048]] },
  'wide-resnet-28-10': { trainable: 36_479_194, features: ['relu1', [8, 8, 640]] },
  'darknet-19': { trainable: 20_842_376, features: ['conv18', [7, 7, 1024]] },
  'darknet-53': { trainable: 41_609_928, features: ['stage5', [7, 7, 1024]] },
  'shufflenet-v1': { trainable: 1_865_728, features: ['stage4', [7, 7, 960]] },
  'shufflenet-v2': { trainable: 2_278_604, features: ['relu5', [7, 7, 1024]] },
  'efficientnet-b0': { trainable: 5_288_548, other: 42_016, features: ['silu2', [7, 7, 1280]] },
  'regnety-400mf': { trainable: 4_344_144, features: ['stage4', [7, 7, 440]] },
  'convnext-tiny': { trainable: 28_589_128, features: ['stage4', [7, 7, 768]] },
  'vit-tiny': { trainable: 5_717_416, features: ['norm', [197, 192]] },
  vit: { trainable: 139_018, features: ['norm', [50, 64]] },
  'mlp-mixer-s32': { trainable: 19_104_624, features: ['norm', [49, 512]] },
  unet: { trainable: 31_030_658, features: ['bottom', [32, 32, 1024]] },
  'fcn-32s': { trainable: 134_346_581, features: ['relu7', [7, 7, 4096]] },
  autoencoder: { trainable: 2_837_314, features: ['code', [30]] },
  srcnn: { trainable: 57_281, features: ['relu2', [28, 28, 32]] },
  espcn: { trainable: 22_729, features: ['tanh2', [10, 10, 32]] },
  lstm: { trainable: 24_458, features: ['lstm', [64]] },
  vae: { trainable: 815_824, features: ['code', [20]] },
  'cnn-1d': { trainable: 265_994, other: 1_024, features: ['conv3', [112, 128]] },
  dcgan: { trainable: 3_576_704, other: 1_920, features: ['up4', [32, 32, 64]] },
  'siamese-omniglot': { trainable: 38_951_745, features: ['features2', [4096]] },
  siamese: { trainable: 119_200, features: ['map2', [32]] },
  'unet-small': { trainable: 116_753, features: ['bottom', [7, 7, 64]] },
};

const eight = ['lenet', 'alexnet', 'vgg', 'nin', 'googlenet', 'resnet', 'densenet', 'mobilenet'];

/** The families whose published networks have no smaller one for the data at hand. */
const others = [
  ...[
    'squeezenet',
    'xception',
    'resnext',
    'se-resnet',
    'preact-resnet',
    'wide-resnet',
    'darknet',
    'shufflenet',
  ],
  ...[
    'efficientnet',
    'regnet',
    'convnext',
    'vit',
    'mlp-mixer',
    'unet',
    'fcn',
    'autoencoder',
    'srcnn',
    'espcn',
    'lstm',
    'vae',
    'cnn-1d',
    'dcgan',
    'siamese',
  ],
];

it('is the eight presets and the published networks, and nothing else', () => {
  expect(presetIds).toEqual([...eight, ...Object.keys(published)].sort());
});

describe.each(presetIds)('%s', (id) => {
  const document = readPreset(id);
  const { about } = document;

  it('is written as the program would save it, and leaves the layout to the program', () => {
    expect(readPresetText(id)).toBe(serializeDocument(document));
    expect(readPresetText(id)).not.toContain('"position"');
  });

  it('is a network that can be trained', () => {
    const analysis = analyze(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.isTrainable).toBe(true);
  });

  it('says where it comes from, in both languages', () => {
    expect(about?.year).toBeGreaterThanOrEqual(1998);
    expect(about?.authors).toMatch(/\w/);
    expect(about?.paper).toMatch(/\w/);
    expect(about?.url).toMatch(/^https:\/\//);
    expect([...eight, ...others]).toContain(about?.family);
    expect(about?.publishedParameters?.source).toMatch(/\w/);
    expect(Object.keys(about?.idea ?? {}).sort()).toEqual(['en', 'zh-Hant']);
    expect(about?.idea?.en?.length).toBeGreaterThan(150);
    // Chinese says the same in about a third of the characters, with full-width punctuation.
    expect(about?.idea?.['zh-Hant']?.length).toBeGreaterThan(60);
    expect(about?.idea?.['zh-Hant']).toMatch(/[\u4e00-\u9fff].*。$/s);
  });

  it('has parameters with sensible defaults, each of them described and used', () => {
    for (const [name, scope] of scopesOf(document)) {
      for (const parameter of scope.parameters) {
        const place = `${name}.${parameter.name}`;
        const { default: value, minimum = -Infinity, maximum = Infinity } = parameter;
        expect(parameter.description, place).toMatch(/\w.*\.$/);
        expect(expressionsOf(scope), place).toMatch(new RegExp(`\\b${parameter.name}\\b`));
        if (typeof value !== 'number') continue;
        expect(value, place).toBeGreaterThanOrEqual(minimum);
        expect(value, place).toBeLessThanOrEqual(maximum);
      }
    }
  });

  it('uses every block it defines', () => {
    const types = scopesOf(document).flatMap(([, scope]) => scope.nodes.map((node) => node.type));
    for (const name of Object.keys(document.blocks)) expect(types).toContain(`block:${name}`);
  });
});

type NetworkScope = Pick<NetloomDocument, 'parameters' | 'nodes'>;

function scopesOf(document: NetloomDocument): [string, NetworkScope][] {
  return [['network', document], ...Object.entries(document.blocks)];
}

/** All expressions in a scope's nodes, in one text. */
function expressionsOf(scope: NetworkScope): string {
  const values = scope.nodes.flatMap((node) => [
    ...Object.values(node.parameters ?? {}).flat(),
    node.enabled,
    node.repeat,
  ]);
  return values.filter((value) => typeof value === 'string' && value.startsWith('=')).join('\n');
}

describe.each(Object.entries(published))('%s against its publication', (id, expected) => {
  const document = readPreset(id);
  const analysis = analyze(document);

  it('has the published parameters', () => {
    expect(document.about?.publishedParameters?.count).toBe(expected.trainable);
    const { trainableParameters, otherParameters } = analysis.cost;
    expect(trainableParameters - replacedOutput(id)).toBe(expected.trainable);
    if (expected.other !== undefined) expect(otherParameters).toBe(expected.other);
  });

  it('has the published feature map', () => {
    const [path, shape] = expected.features;
    const type = analysis.nodes.get(path)?.outputs?.[0] ?? analysis.groups.get(path)?.outputs.out;
    expect(type?.shape).toEqual(shape);
  });
});

/**
 * LeNet-5's output layer compared 84 values with fixed drawings and learned nothing. The dense layer in its place learns
 * 84 weights and a bias for each of ten classes, which the paper's count does not hold.
 */
function replacedOutput(id: string): number {
  return id === 'lenet-5' ? 10 * (84 + 1) : 0;
}

describe('LeNet-5', () => {
  it('has the parameters of every layer of the paper', () => {
    const { nodes, groups } = analyze(readPreset('lenet-5'));
    const count = (path: string) =>
      (nodes.get(path) ?? groups.get(path))?.cost.trainableParameters ?? Number.NaN;
    const maps = Array.from({ length: 16 }, (_, index) => count(`map${index}`));
    expect([count('c1'), count('s2'), count('s4'), count('c5'), count('f6')]).toEqual([
      156, 12, 32, 48_120, 10_164,
    ]);
    expect(maps.reduce((sum, value) => sum + value, 0)).toBe(1_516);
  });
});

describe('AlexNet', () => {
  it('without the two groups would have the 62,378,344 parameters of the one-tower network', () => {
    const document = readPreset('alexnet-imagenet');
    const nodes = document.nodes.map((node) =>
      node.parameters?.groups === 2 ? { ...node, parameters: { ...node.parameters, groups: 1 } } : node,
    );
    expect(analyze({ ...document, nodes }).cost.trainableParameters).toBe(62_378_344);
  });
});

describe('GoogLeNet and its successors', () => {
  const mainNetwork = (id: string): number => {
    const { cost, groups } = analyze(readPreset(id));
    const auxiliary = [...groups.values()].filter(({ path }) => /^auxiliary\d?$/.test(path));
    expect(auxiliary.length).toBeGreaterThan(0);
    return auxiliary.reduce((rest, group) => rest - group.cost.trainableParameters, cost.trainableParameters);
  };

  it('have the published parameters without their auxiliary classifiers too', () => {
    expect(mainNetwork('googlenet-imagenet')).toBe(6_998_552);
    expect(mainNetwork('inception-v3')).toBe(23_834_568);
  });

  it('smooth their labels from Inception-v3 on', () => {
    const smoothing = (id: string) =>
      readPreset(id).nodes.find((node) => node.id === 'output')?.parameters?.labelSmoothing;
    expect(['googlenet-imagenet', 'inception-bn', 'inception-v3'].map(smoothing)).toEqual([
      undefined,
      undefined,
      0.1,
    ]);
  });
});

describe('PreAct ResNet', () => {
  it('with 111 blocks a stage has the 10,327,706 parameters of PreAct ResNet-1001', () => {
    const { cost, graph, diagnostics } = analyze(preactResnet1001());
    expect(diagnostics).toEqual([]);
    expect([cost.trainableParameters, graph.nodes.length]).toEqual([10_327_706, 3_341]);
  });
});

describe('MobileNet V1', () => {
  const document = readPreset('mobilenet-v1');
  const costOf = (values: { width?: number; resolution?: number }) =>
    analyze(withParameters(document, values)).cost;

  /** Howard et al. 2017, tables 6 and 7: multiply-adds in millions. Trainable parameters: Keras applications and imgclsmob. */
  it.each([
    [1, 4_231_976, 569],
    [0.75, 2_585_560, 325],
    [0.5, 1_331_592, 149],
    [0.25, 470_072, 41],
  ])('with width %f has %i parameters and %i million multiply-adds', (width, parameters, millions) => {
    const cost = costOf({ width });
    expect(cost.trainableParameters).toBe(parameters);
    expect(Math.abs(cost.multiplyAccumulates / 1e6 / millions - 1)).toBeLessThan(0.01);
  });

  it.each([
    [192, 418],
    [160, 290],
    [128, 186],
  ])('at resolution %i keeps its parameters and takes %i million multiply-adds', (resolution, millions) => {
    const cost = costOf({ resolution });
    expect(cost.trainableParameters).toBe(4_231_976);
    expect(Math.abs(cost.multiplyAccumulates / 1e6 / millions - 1)).toBeLessThan(0.01);
  });
});

describe('DenseNet', () => {
  it('without compression is DenseNet-B: transitions keep their channels', () => {
    const document = withParameters(readPreset('densenet-121'), { compression: 1 });
    const analysis = analyze(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.groups.get('transition1')?.outputs.out?.shape).toEqual([28, 28, 256]);
    expect(analysis.groups.get('transition3')?.outputs.out?.shape).toEqual([7, 7, 1408]);
  });
});

describe('networks for ImageNet', () => {
  const color = presetIds.filter((id) => readPreset(id).dataset.id === 'imagenet');

  it('are all that are published for nothing else', () => {
    const elsewhere = [
      'lenet-5',
      'wide-resnet-28-10',
      'vit',
      'unet',
      'fcn-32s',
      'autoencoder',
      'srcnn',
      'espcn',
      'lstm',
      'vae',
      'cnn-1d',
      'dcgan',
      'siamese',
      'siamese-omniglot',
      'unet-small',
    ];
    expect(color).toEqual(
      Object.keys(published)
        .filter((id) => !elsewhere.includes(id))
        .sort(),
    );
  });

  it.each(color)('%s becomes one for Fashion-MNIST by two parameters', (id) => {
    const analysis = analyze(withParameters(readPreset(id), { classes: 10, channels: 1 }));
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.nodes.get('input')?.outputs?.[0]?.shape[2]).toBe(1);
    expect(analysis.nodes.get('logits')?.outputs?.[0]?.shape).toEqual([10]);
  });
});

describe('expected accuracies', () => {
  /** Dive into Deep Learning's notebooks; MobileNet is not in the book. */
  it.each([
    ['lenet', 0.779],
    ['alexnet', 0.883],
    ['vgg', 0.92],
    ['nin', 0.79],
    ['googlenet', 0.886],
    ['resnet', 0.893],
    ['densenet', 0.885],
  ])('%s: %f', (id, value) => {
    expect(readPreset(id).about?.expectedAccuracy?.value).toBe(value);
  });

  it('of MobileNet is not claimed', () => {
    expect(readPreset('mobilenet').about?.expectedAccuracy).toBeUndefined();
  });
});
