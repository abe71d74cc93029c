import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../document/document';
import { analyze } from '../../../infer/analyze';
import { arbitraryNetwork } from '../../../infer/testing/random-networks';
import { layers } from '../../../layers/registry';
import { parseDocument } from '../../../reading/parse';
import { arbitraryCodeSample } from '../../../testing/code-samples';
import { presetIds, readPreset } from '../../../testing/presets';
import { networkToExport } from '../network-to-export';
import { exportPytorch, pytorchProblems } from './export-pytorch';
import { pytorchFormsOf } from './registry';
import { trainingRemarks } from './training/remarks';

/*
 * That the exported files compute what the network does is held by `npm run bench:export-pytorch`, which needs PyTorch. Here is what can be
 * known without.
 */

const FACTS = {
  target: { kind: 'class' as const, classNames: ['Bag', 'T-shirt "top"'] },
  ...{ document: '{}', weights: 'untrained' },
};

function projectOf(document: NetloomDocument) {
  return exportPytorch(networkToExport(analyze(document), 'all'), FACTS);
}

const modelOf = (document: NetloomDocument) => projectOf(document).texts['model.py'] ?? '';

interface Content {
  readonly nodes: readonly object[];
  readonly edges: readonly (readonly [string, string])[];
  readonly blocks?: Readonly<
    Record<string, { nodes: readonly object[]; edges: readonly (readonly [string, string])[] }>
  >;
}

function documentOf({ nodes, edges, blocks = {} }: Content): NetloomDocument {
  const wires = (pairs: Content['edges']) => pairs.map(([from, to]) => ({ from, to }));
  const result = parseDocument({
    format: 'netloom',
    version: 2,
    name: '3 class 網路',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
      ...nodes,
      { id: 'output', type: 'output' },
    ],
    edges: wires(edges),
    blocks: Object.fromEntries(
      Object.entries(blocks).map(([name, block]) => [name, { ...block, edges: wires(block.edges) }]),
    ),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}

/** A chain from the input to the output, which ends in scores. */
function chain(nodes: readonly { readonly id: string }[], blocks?: Content['blocks']): NetloomDocument {
  const tail = [
    { id: 'flat', type: 'flatten' },
    { id: 'scores', type: 'dense', parameters: { units: 3 } },
  ];
  const ids = ['input', ...nodes.map(({ id }) => id), 'flat', 'scores', 'output'];
  const edges = ids.slice(1).map((id, index) => [ids[index] ?? '', id] as const);
  return documentOf({ nodes: [...nodes, ...tail], edges, ...(blocks && { blocks }) });
}

const conv = (id: string, more: object = {}) => ({
  id,
  type: 'conv2d',
  parameters: { filters: 4, kernelSize: 3, padding: 1 },
  ...more,
});

it.each(['lenet', 'resnet', 'mobilenet'])('writes %s as a person would', (id) => {
  expect(modelOf(readPreset(id))).toBe(readFileSync(join(__dirname, 'golden', `${id}.py`), 'utf8'));
});

it.each(
  layers
    .filter(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0)
    .map((layer) => [layer.type, layer] as const),
)('%s has a form, whatever its parameters', (_type, layer) => {
  for (const { parameters, inputs, outputs } of fc.sample(arbitraryCodeSample(layer), {
    numRuns: 30,
    seed: 3,
  })) {
    const weights = layer.weights(parameters, inputs);
    const origin = { scope: null, id: 'a' };
    const output = outputs[0] ?? { shape: [] };
    const forms = pytorchFormsOf({
      path: 'a',
      origin,
      layer,
      parameters,
      sources: ['b'],
      inputs,
      output,
      weights,
      weightsPath: 'a',
    });
    expect(forms.length, JSON.stringify(parameters)).toBeGreaterThan(0);
    // Each weight has one place, the same in all forms.
    for (const form of forms) {
      const places = form.kind === 'module' ? form.weights.map(({ weight }) => weight) : [];
      expect([...places].sort()).toEqual(weights.map(({ name }) => name).sort());
    }
  }
});

it('gives every weight of a network a separate place', () => {
  for (const id of presetIds) {
    const network = networkToExport(analyze(readPreset(id)), 'all');
    const { tensors } = exportPytorch(network, FACTS);
    const owners = network.layers.filter(({ path, weightsPath }) => path === weightsPath);
    const all = owners.flatMap(({ path, weights }) => weights.map(({ name }) => `${path}/${name}`));
    expect([...tensors.map(({ weight }) => weight)].sort()).toEqual(all.sort());
    expect(new Set(tensors.map(({ name }) => name)).size).toBe(tensors.length);
  }
});

it('trains where each image has one class, and says what is not the same', () => {
  const lenet = networkToExport(analyze(readPreset('lenet')), 'all');
  expect(trainingRemarks(lenet)).toEqual([]);
  const { texts } = exportPytorch(lenet, FACTS);
  expect(texts['train.py']).toContain('torch.optim.SGD(parameters, lr=LEARNING_RATE, weight_decay=0)');
  expect(exportPytorch(lenet, { ...FACTS, target: { kind: 'none' } }).texts['train.py']).toBeUndefined();

  const document = readPreset('lenet');
  const training = { ...document.training, microBatchSize: 8 };
  const [remark, ...more] = trainingRemarks(networkToExport(analyze({ ...document, training }), 'all'));
  expect(remark?.en).toContain('micro-batches');
  expect(more).toEqual([]);
  const aux = exportPytorch(networkToExport(analyze(readPreset('googlenet-imagenet')), 'all'), FACTS);
  expect(aux.texts['train.py']).toContain('0.3 * auxiliary_loss_of1(outputs[1], labels)');
});

it('is one notebook, too, whose cells hold the same sources', () => {
  const { texts } = projectOf(readPreset('lenet'));
  const { cells, nbformat } = JSON.parse(texts['notebook.ipynb'] ?? '');
  expect(nbformat).toBe(4);
  const sources: readonly string[] = cells.map(({ source }: { source: readonly string[] }) =>
    source.join(''),
  );
  for (const part of ['class LeNet(nn.Module):', 'def normalize(x):', 'def train(', 'def predict(path):']) {
    expect(sources.filter((source) => source.includes(part))).toHaveLength(1);
  }
  expect(sources.some((source) => /^from (data|model) import/m.test(source))).toBe(false);
});

describe('names', () => {
  it('cleans them to identifiers of Python, none twice', () => {
    const source = modelOf(
      chain([
        conv('class'),
        conv('train'),
        conv('a-b'),
        conv('a_b'),
        conv('last', { name: '卷積' }),
        conv('numbered', { name: '3rd conv' }),
        conv('forward'),
      ]),
    );
    expect(source).toContain('class _3Class(nn.Module):');
    for (const name of ['class_', 'train_', 'a_b', 'a_b_', '_3rd_conv', 'forward_']) {
      expect(source).toContain(`        self.${name} = nn.Conv2d(`);
    }
    expect(source).toContain('self.last = nn.Conv2d(4, 4, 3, padding=1)  # 卷積');
  });

  it('writes 300 copies as a loop', () => {
    const source = modelOf(chain([conv('first'), conv('row', { repeat: 300 })]));
    expect(source).toContain('*[nn.Conv2d(4, 4, 3, padding=1) for _ in range(300)]');
    expect(source.length).toBeLessThan(3_000);
  });
});

const RESIDUAL = {
  nodes: [
    { id: 'in', type: 'blockInput' },
    { id: 'conv', type: 'conv2d', parameters: { filters: '=filters', kernelSize: 3, padding: 1 } },
    {
      id: 'shortcut',
      type: 'conv2d',
      parameters: { filters: '=filters', kernelSize: 1 },
      enabled: '=filters != 4',
    },
    { id: 'add', type: 'add' },
    { id: 'out', type: 'blockOutput' },
  ],
  edges: [
    ['in', 'conv'],
    ['conv', 'add'],
    ['in', 'shortcut'],
    ['shortcut', 'add'],
    ['add', 'out'],
  ],
  parameters: [{ name: 'filters', kind: 'integer', default: 4 }],
} as const;

describe('blocks', () => {
  const use = (id: string, filters: number, more: object = {}) => ({
    id,
    type: 'block:residual',
    parameters: { filters },
    ...more,
  });

  it('makes one class of uses that differ in numbers and in what is switched off', () => {
    const source = modelOf(
      chain([conv('first'), use('a', 4), use('b', 8), use('c', 16)], { residual: RESIDUAL }),
    );
    expect(source.match(/^class /gm)).toHaveLength(2);
    expect(source).toContain('def __init__(self, in_channels, filters):');
    expect(source).toMatch(/nn\.Conv2d\(in_channels, filters, 1\) if filters != 4 else nn\.Identity\(\)/);
    expect(source).toContain('self.c = Residual(8, filters=16)');
  });

  it('leaves out what is muted', () => {
    const document = chain([conv('first'), conv('second', { muted: true })]);
    expect(analyze(document).isTrainable).toBe(false);
    const branches = documentOf({
      nodes: [
        conv('left'),
        conv('right', { muted: true }),
        { id: 'add', type: 'concatenate' },
        { id: 'flat', type: 'flatten' },
        { id: 'scores', type: 'dense', parameters: { units: 3 } },
      ],
      edges: [
        ['input', 'left'],
        ['input', 'right'],
        ['left', 'add'],
        ['right', 'add'],
        ['add', 'flat'],
        ['flat', 'scores'],
        ['scores', 'output'],
      ],
    });
    const source = modelOf(branches);
    expect(source).toContain('self.left');
    expect(source).not.toContain('right');
  });

  it('returns the scores of auxiliary outputs in training', () => {
    const source = modelOf(readPreset('googlenet-imagenet'));
    expect(source).toMatch(/if self\.training:\n {12}return \w+, \w+, \w+\n {8}return \w+\n/);
  });
});

it('refuses a layer without a form at its node', () => {
  const network = networkToExport(analyze(readPreset('lenet')), 'all');
  const [first] = network.layers;
  if (first === undefined) throw new Error('LeNet has no layers');
  const unknown = {
    ...first,
    layer: { ...first.layer, type: 'unheardOf', code: { keras: () => null, pytorch: () => null } },
  };
  expect(pytorchProblems(network)).toEqual([]);
  expect(pytorchProblems({ ...network, layers: [unknown] })).toMatchObject([
    { code: 'no-pytorch-form', path: first.path, severity: 'error' },
  ]);
});

it('writes Python that Python can read', (context) => {
  const networks = [...presetIds.map(readPreset), ...fc.sample(arbitraryNetwork, { numRuns: 60, seed: 5 })];
  const sources = networks.flatMap((document) =>
    Object.entries(projectOf(document).texts).filter(([name]) => name.endsWith('.py')),
  );
  expect(sources.length).toBeGreaterThan(250);
  const program = 'import ast, json, sys\nfor name, text in json.load(sys.stdin): ast.parse(text, name)';
  const { status, stderr, error } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  if (error !== undefined) context.skip('python3 is not there');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
