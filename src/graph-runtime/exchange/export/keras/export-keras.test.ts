import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planNetwork } from '../../../compile/lower-network';
import { analyze } from '../../../infer/analyze';
import { arbitraryNetwork } from '../../../infer/testing/random-networks';
import { layers } from '../../../layers/registry';
import { elementCount } from '../../../layers/tensor-type';
import { besideCopies, twoOutputs } from '../../../testing/branched-documents';
import { arbitraryCodeSample } from '../../../testing/code-samples';
import { presetIds, readPreset } from '../../../testing/presets';
import { readDocument } from '../../../testing/read-document';
import { kerasClasses, kerasClassOf } from '../../keras/classes';
import { networkToExport } from '../network-to-export';
import type { KerasNode } from './call';
import { NotInKeras } from './call';
import { exportKeras, kerasProblems } from './export-keras';
import { kerasOrder } from './model-order';
import { kerasFormOf } from './registry';

/*
 * That the exported files compute what the network does is held by `npm run bench:export-keras`, which needs Keras. Here is what can be
 * known without.
 */

const FACTS = {
  target: { kind: 'class' as const, classNames: ['Bag', 'T-shirt "top"'] },
  ...{ document: '{}', weights: 'untrained' },
};

const projectOf = (id: string) => exportKeras(networkToExport(analyze(readPreset(id))), FACTS);

it.each(['lenet', 'resnet', 'mobilenet-v2'])('writes %s as a person would', (id) => {
  const golden = readFileSync(join(__dirname, 'golden', `${id}.py`), 'utf8');
  expect(projectOf(id).texts['model.py']).toBe(golden);
});

it.each(
  layers
    .filter(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0)
    .map((layer) => [layer.type, layer] as const),
)('%s has each of its weights in one variable, whatever its parameters', (type, layer) => {
  let written = 0;
  for (const { parameters, inputs, outputs } of fc.sample(arbitraryCodeSample(layer), {
    numRuns: 30,
    seed: 3,
  })) {
    const weights = layer.weights(parameters, inputs);
    const output = outputs[0] ?? { shape: [] };
    const origin = { scope: null, id: 'a' };
    const sources = inputs.map(() => 'b');
    const node: KerasNode = {
      ...{ path: 'a', weightsPath: 'a', origin, layer, parameters, sources, inputs, output, weights },
      isNonNegative: false,
    };
    try {
      const { calls } = kerasFormOf(node);
      written += 1;
      const own = calls.filter(({ callee }) => callee.startsWith('layers.'));
      const counts = own.map(({ callee, arguments: given }) => {
        const { variables, defaults } = kerasClassOf(callee.replace('layers.', ''));
        const isThere = (name: string | undefined) =>
          name === undefined || (given[name] ?? defaults[name] ?? true) === true;
        return variables.filter(({ onlyWith }) => isThere(onlyWith)).length;
      });
      expect(
        counts.reduce((sum, count) => sum + count, 0),
        JSON.stringify(parameters),
      ).toBe(weights.length);
      const shapes = calls.flatMap((call) => call.shapes ?? []);
      const sizes = shapes.map((shape) => elementCount({ shape }));
      if (shapes.length > 0) expect(sizes).toEqual(weights.map(elementCount));
    } catch (error) {
      if (!(error instanceof NotInKeras)) throw error;
    }
  }
  expect(written, `${type} can be written`).toBeGreaterThan(0);
});

it('has no layer that trains a model which is called without saying so', () => {
  // Those of images take `training=True` by default and hand it on: a normalization after them takes the statistics of the batch.
  expect(Object.keys(kerasClasses).filter((name) => /^(Resizing|CenterCrop|Random)/.test(name))).toEqual([]);
});

describe('model.keras', () => {
  const ofOneImage = presetIds.filter((id) => planNetwork(analyze(readPreset(id))).inputs.length === 1);

  it.each(ofOneImage)('of %s has every weight once, in its shape', (id) => {
    const network = networkToExport(analyze(readPreset(id)));
    const problems = kerasProblems(network);
    expect(problems).toEqual([]);
    const { model } = exportKeras(network, FACTS);
    const weights = network.layers.flatMap(({ path, weights: own }) =>
      own.map((weight) => [`${path}/${weight.name}`, elementCount(weight)] as const),
    );
    const found = model.datasets.map(({ weight, shape }) => [weight, elementCount({ shape })] as const);
    expect(new Map(found)).toEqual(new Map(weights));
    expect(new Set(model.datasets.map(({ path }) => path)).size).toBe(weights.length);
  });

  it('of random networks names each layer once, after those that enter it', () => {
    for (const document of fc.sample(arbitraryNetwork, { numRuns: 60, seed: 5 })) {
      const network = networkToExport(analyze(document));
      if (kerasProblems(network).length > 0) continue;
      const { config } = exportKeras(network, FACTS).model as unknown as { config: KerasConfig };
      const names = config.config.layers.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const [at, layer] of config.config.layers.entries()) {
        const text = JSON.stringify(layer.inbound_nodes);
        const entering = [...text.matchAll(/"keras_history":\["([^"]+)"/g)].map(([, name]) => name ?? '');
        for (const name of entering) expect(names.indexOf(name)).toBeLessThan(at);
        expect(names.indexOf(entering[0] ?? '')).toBeLessThan(at);
      }
    }
  });
});

interface KerasConfig {
  readonly config: { readonly layers: readonly { readonly name: string; readonly inbound_nodes: unknown }[] };
}

it("orders layers as Keras does: by the longest way to the output, then as met from the output's first input on", () => {
  const node = (name: string, ...inputs: readonly string[]) => ({
    ...{ id: name, name, inputs, callee: 'layers.Add', arguments: {}, variables: [], shape: null },
  });
  const nodes = [node('in'), node('short', 'in'), node('a', 'in'), node('b', 'a'), node('sum', 'b', 'short')];
  // Of `b` and `short`, both one before the output, `b` enters it first.
  expect(kerasOrder({ nodes, outputs: ['sum'] }).map(({ name }) => name)).toEqual([
    ...['in', 'a', 'b', 'short', 'sum'],
  ]);
});

const chainOf = (nodes: readonly object[], ids: readonly string[]) =>
  readDocument({
    ...{ format: 'netloom', version: 2, name: 'inputs' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 2] } },
      ...nodes,
      { id: 'flat', type: 'flatten' },
      { id: 'scores', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: ['input', ...ids, 'flat', 'scores'].map((from, at, all) => ({
      from,
      to: all[at + 1] ?? 'output',
    })),
  });

it('says at its node what Keras cannot compute', () => {
  const pool = { poolSize: 3, strides: 2, padding: 1, countIncludePadding: false };
  const document = chainOf([{ id: 'pool', type: 'averagePooling2d', parameters: pool }], ['pool']);
  const problems = kerasProblems(networkToExport(analyze(document)));
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['keras-padding', 'pool']]);
});

it('pads maxima with the lowest number where something may be below 0, else with zeros', () => {
  const pool = { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 3, strides: 2, padding: 1 } };
  const conv = { id: 'conv', type: 'conv2d', parameters: { filters: 2, kernelSize: 3, padding: 'same' } };
  const relu = { id: 'relu', type: 'relu' };
  const sourceOf = (nodes: readonly { readonly id: string }[]) => {
    const ids = nodes.map(({ id }) => id);
    return exportKeras(networkToExport(analyze(chainOf(nodes, ids))), FACTS).texts['model.py'] ?? '';
  };
  expect(sourceOf([conv, pool])).toContain(
    'ops.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=-3.4e+38)',
  );
  expect(sourceOf([conv, relu, pool])).toContain('layers.ZeroPadding2D(1, name="pool_pad")(x)');
});

it('converts and compares each of several outputs, with what keeps them apart', () => {
  const { texts, outputs } = exportKeras(networkToExport(analyze(twoOutputs())), FACTS);
  expect(outputs).toEqual(['scores_kind', 'scores_picture']);
  for (const name of ['check.py', 'to_litert.py']) {
    expect(texts[name]).toContain('OUTPUTS = ["scores_kind", "scores_picture"]');
    expect(texts[name]).not.toContain('sample["scores"]');
  }
  expect(texts['to_coreml.py']).toBeUndefined();
  expect(texts['README.md']).toContain('For Core ML, export the network as a SavedModel');
  expect(projectOf('lenet').texts['to_coreml.py']).toBeDefined();
});

it('gives functions of keras.ops both sizes, whether they are equal or not', () => {
  const sourceOf = (size: readonly number[]) => {
    const document = chainOf([{ id: 'smaller', type: 'resize', parameters: { size } }], ['smaller']);
    return exportKeras(networkToExport(analyze(document)), FACTS).texts['model.py'] ?? '';
  };
  // `ops.image.resize(x, 4)` is an error of Keras.
  expect(sourceOf([4, 4])).toContain('ops.image.resize(x, (4, 4))');
  expect(sourceOf([4, 3])).toContain('ops.image.resize(x, (4, 3))');
});

it('keeps names of the canvas out of the way of functions, arguments and modules of the source', () => {
  const document = readDocument({
    ...{ format: 'netloom', version: 2, name: 'build_model' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 2] } },
      { id: 'layers', type: 'block:branch' },
      { id: 'flat', type: 'flatten' },
      { id: 'scores', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: ['input', 'layers', 'flat', 'scores'].map((from, at, all) => ({
      from,
      to: all[at + 1] ?? 'output',
    })),
    blocks: {
      branch: {
        name: 'Layers',
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'layers', type: 'conv2d', parameters: { filters: 2, kernelSize: 1 } },
          { id: 'name', type: 'conv2d', parameters: { filters: 2, kernelSize: 1 } },
          { id: 'sum', type: 'add' },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          { from: 'in', to: 'layers' },
          { from: 'in', to: 'name' },
          { from: 'layers', to: 'sum' },
          { from: 'name', to: 'sum' },
          { from: 'sum', to: 'out' },
        ],
      },
    },
  });
  const source = exportKeras(networkToExport(analyze(document)), FACTS).texts['model.py'] ?? '';
  expect(source).not.toMatch(/^ +(layers|name|ops|keras) = /m);
  expect(source).not.toMatch(/^def layers\(/m);
});

it('knows the defaults and the leading arguments of its classes', () => {
  for (const [name, { positional, defaults }] of Object.entries(kerasClasses)) {
    expect(
      positional.filter((argument) => argument in defaults),
      name,
    ).toEqual([]);
  }
});

it('writes copies side by side as a loop, and their merge as one call', () => {
  const source = exportKeras(networkToExport(analyze(besideCopies())), FACTS).texts['model.py'] ?? '';
  expect(source).toContain(`
    paths = []
    for i in range(3):
        paths_i = path(x, widths=(2, 3, 4), at=i, name=f"path_{i + 1}")
        paths.append(paths_i)
    x = layers.Concatenate(name="path_join")(paths)  # [N, 8, 6, 9]
`);
  expect(source).toContain('x = layers.Maximum(name="larger_join")(largers)');
});
