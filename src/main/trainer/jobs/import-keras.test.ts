import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportKeras } from '../../../graph-runtime/exchange/export/keras/export-keras';
import { networkToExport } from '../../../graph-runtime/exchange/export/network-to-export';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { numbersBeside } from '../../../graph-runtime/testing/numbers-beside';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { writeHdf5 } from '../../exchange/reading/keras/testing/write-hdf5';
import { zipPieces } from '../../exchange/zip-pieces';
import { RunControl } from '../prepare/run-control';
import { unpackTensors } from '../program/weights-file';
import { asFailure } from '../protocol/trainer-failure';
import { importNetwork } from './import-network';
import { compareWithImport } from './testing/compare-with-import';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-keras-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function imported(source: string, hasWeights = true) {
  const target = join(folder, 'weights.safetensors');
  const read = await importNetwork({ type: 'import-network', source, target }, new RunControl());
  if (read === null) throw new Error('stopped');
  const written = hasWeights ? unpackTensors(readFileSync(target)).tensors : [];
  const tensors = new Map(written.map((one) => [one.name, one.values]));
  return { ...read, types: read.document.nodes.map(({ type }) => type), tensors };
}

const layer = (className: string, name: string, config: object = {}) => ({
  ...{ class_name: className, name },
  config: { name, ...config },
});

const sequential = (layers: readonly object[]) => ({
  class_name: 'Sequential',
  config: { name: 'small', layers },
});

const small = sequential([
  layer('InputLayer', 'images', { batch_shape: [null, 4, 4, 1] }),
  layer('Conv2D', 'first', { filters: 2, kernel_size: [3, 3], padding: 'same', activation: 'relu' }),
  layer('Flatten', 'flat'),
  layer('Dense', 'scores', { units: 3, activation: 'softmax' }),
]);

describe('an import of Keras’s models', () => {
  for (const id of ['lenet', 'resnet', 'mobilenet']) {
    it(`gives ${id} back as it was exported to TensorFlow.js`, async () => {
      const {
        error,
        sameClasses,
        count,
        exported,
        imported: again,
      } = await compareWithImport(readPreset(id), 2, 'tfjs');
      expect(error).toBeLessThan(2e-5);
      expect(sameClasses).toBe(count);
      expect(again.cost.trainableParameters).toBe(exported.cost.trainableParameters);
    });
  }

  it('reads an HDF5 file, its weights by the names of their layers, activations inside of layers', async () => {
    const path = join(folder, 'small.h5');
    const texts = { model_config: JSON.stringify(small), keras_version: '2.15.0' };
    await writeHdf5(path, texts, {
      'model_weights/first/first/kernel:0': [3, 3, 1, 2],
      'model_weights/first/first/bias:0': [2],
      'model_weights/scores/scores/kernel:0': [32, 3],
      'model_weights/scores/scores/bias:0': [3],
    });
    const { types, tensors, report } = await imported(path);
    expect(types).toEqual(['input', 'conv2d', 'relu', 'flatten', 'dense', 'output']);
    expect(Array.from(tensors.get('scores/kernel') ?? []).slice(0, 3)).toEqual([0, 1, 2]);
    expect(report).toMatchObject({ leftOver: [], placeholders: [] });
  });

  it('reads an archive of Keras 3, its weights by class and count', async () => {
    const weights = join(folder, 'model.weights.h5');
    const shapes = {
      'layers/conv2d/vars/0': [3, 3, 1, 2],
      'layers/conv2d/vars/1': [2],
      'layers/dense/vars/0': [32, 3],
      'layers/dense/vars/1': [3],
    };
    await writeHdf5(weights, {}, shapes, 5);
    const path = join(folder, 'small.keras');
    const archive: Uint8Array[] = [];
    const text = JSON.stringify(small);
    for await (const piece of zipPieces([
      { name: 'config.json', pieces: () => [Buffer.from(text)] },
      { name: 'model.weights.h5', pieces: () => [readFileSync(weights)] },
    ])) {
      archive.push(piece);
    }
    writeFileSync(path, Buffer.concat(archive));
    const { types, tensors, report } = await imported(path);
    expect(types).toEqual(['input', 'conv2d', 'relu', 'flatten', 'dense', 'output']);
    expect(tensors.get('scores/bias')).toEqual(Float32Array.of(5, 6, 7));
    expect(report.leftOver).toEqual([]);
  });

  it('reads an HDF5 file with two inputs: a vector beside an image is the numbers beside an example', async () => {
    const path = join(folder, 'beside.h5');
    const { model } = exportKeras(networkToExport(analyze(numbersBeside())), { document: '', weights: '' });
    const texts = { model_config: JSON.stringify(model.config), keras_version: '3.0.0' };
    await writeHdf5(path, texts, {
      'model_weights/conv/conv/kernel': [3, 3, 3, 4],
      'model_weights/conv/conv/bias': [4],
      'model_weights/wide/wide/kernel': [2, 4],
      'model_weights/wide/wide/bias': [4],
      'model_weights/dense/dense/kernel': [196, 3],
      'model_weights/dense/dense/bias': [3],
    });
    const { document, tensors, report } = await imported(path);
    const inputs = document.nodes.filter(({ type }) => type === 'input');
    expect(inputs.map(({ parameters }) => [parameters?.takes ?? 'example', parameters?.shape])).toEqual([
      ['example', [8, 6, 3]],
      ['numbers', [2]],
    ]);
    expect(tensors.get('wide/kernel')).toEqual(Float32Array.from({ length: 8 }, (_, at) => at));
    expect(tensors.get('dense/kernel')).toHaveLength(588);
    expect(report).toMatchObject({ leftOver: [], placeholders: [] });
  });

  it('reads layers of sequences, and what lies in the cell of a recurrent one', async () => {
    const path = join(folder, 'sequence.h5');
    const model = sequential([
      layer('InputLayer', 'tokens', { batch_shape: [null, 12] }),
      layer('Embedding', 'words', { input_dim: 9, output_dim: 4 }),
      layer('Conv1D', 'conv', { filters: 5, kernel_size: [3], padding: 'causal', activation: 'relu' }),
      layer('MaxPooling1D', 'pool', { pool_size: [2] }),
      layer('Conv1DTranspose', 'up', { filters: 6, kernel_size: [2], strides: [2], padding: 'same' }),
      layer('LSTM', 'lstm', { units: 3, return_sequences: true, dropout: 0.25 }),
      layer('GRU', 'gru', { units: 2, use_bias: false }),
      layer('Dense', 'scores', { units: 3 }),
    ]);
    await writeHdf5(
      path,
      { model_config: JSON.stringify(model), keras_version: '3.0.0' },
      {
        'model_weights/words/words/embeddings': [9, 4],
        'model_weights/conv/conv/kernel': [3, 4, 5],
        'model_weights/conv/conv/bias': [5],
        'model_weights/up/up/kernel': [2, 6, 5],
        'model_weights/up/up/bias': [6],
        'model_weights/lstm/lstm/lstm_cell/kernel': [6, 12],
        'model_weights/lstm/lstm/lstm_cell/recurrent_kernel': [3, 12],
        'model_weights/lstm/lstm/lstm_cell/bias': [12],
        'model_weights/gru/gru/gru_cell/kernel': [3, 6],
        'model_weights/gru/gru/gru_cell/recurrent_kernel': [2, 6],
        'model_weights/scores/scores/kernel': [2, 3],
        'model_weights/scores/scores/bias': [3],
      },
    );
    const { types, tensors, report } = await imported(path);
    expect(types).toEqual([
      ...['input', 'embedding', 'conv1d', 'relu', 'maxPooling1d', 'conv1dTranspose'],
      ...['dropout', 'lstm', 'gru', 'dense', 'output'],
    ]);
    expect(report).toMatchObject({ leftOver: [], placeholders: [] });
    expect(tensors.get('lstm/recurrentKernel')?.length).toBe(36);
    expect(Array.from(tensors.get('gru/bias') ?? [])).toEqual(new Array(12).fill(0));
  });

  it('computes of sequences as images of one column where there is no layer for them', async () => {
    const path = join(folder, 'columns.json');
    const model = sequential([
      layer('InputLayer', 'signal', { batch_shape: [null, 12, 4] }),
      layer('ZeroPadding1D', 'pad', { padding: [2, 1] }),
      layer('UpSampling1D', 'up', { size: 2 }),
      layer('Cropping1D', 'crop', { cropping: [1, 3] }),
      layer('AveragePooling1D', 'pool', { pool_size: [2], strides: [1], padding: 'same' }),
      layer('GlobalMaxPooling1D', 'all'),
    ]);
    writeFileSync(path, JSON.stringify({ modelTopology: { model_config: model }, weightsManifest: [] }));
    const { types, document, report } = await imported(path, false);
    expect(types.filter((type) => type !== 'reshape')).toEqual([
      ...['input', 'zeroPadding2d', 'upSampling2d', 'cropping2d', 'averagePooling1d', 'reduce', 'output'],
    ]);
    expect(report.placeholders).toEqual([]);
    const shapes = document.nodes.flatMap(({ type, parameters }) =>
      type === 'reshape' ? [`${parameters?.targetShape}`] : [],
    );
    expect(shapes.at(-1)).toBe('26,4');
  });

  it('gives an embedding back that keeps its indices within the table', async () => {
    const words = readDocument({
      ...{ format: 'netloom', version: 3, name: 'words' },
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [6] } },
        { id: 'words', type: 'embedding', parameters: { vocabulary: 30, features: 4, scale: 255 } },
        { id: 'flat', type: 'flatten' },
        { id: 'dense', type: 'dense', parameters: { units: 5 } },
        { id: 'output', type: 'output' },
      ],
      edges: [
        { from: 'input', to: 'words' },
        { from: 'words', to: 'flat' },
        { from: 'flat', to: 'dense' },
        { from: 'dense', to: 'output' },
      ],
    });
    const found = await compareWithImport(words, 4, 'tfjs');
    expect(found.error).toBeLessThan(2e-5);
    const types = found.imported.document.nodes.map(({ type }) => type);
    expect(types).toEqual(['input', 'embedding', 'flatten', 'dense', 'output']);
  });

  it('reads operators between layers with their numbers, in the files of Keras 2 and 3', async () => {
    const path = join(folder, 'operators.json');
    const input = layer('InputLayer', 'x', { batch_shape: [null, 4, 4, 2] });
    const history = (name: string) => ({
      class_name: '__keras_tensor__',
      config: { keras_history: [name, 0, 0] },
    });
    const operator = (className: string, name: string, args: readonly unknown[]) => ({
      ...layer(className, name),
      inbound_nodes: [{ args, kwargs: {} }],
    });
    const lambda = (name: string, function_: string, entering: string, further: object) => ({
      ...layer('TFOpLambda', name, { function: function_ }),
      inbound_nodes: [[entering, 0, 0, { ...further, name: null }]],
    });
    const relu6 = (name: string, inbound: unknown) => ({
      ...layer('ReLU', name, { max_value: 6 }),
      inbound_nodes: [inbound],
    });
    const ofKeras3 = [
      { ...input, inbound_nodes: [] },
      operator('Subtract', 'minus', [1.5, history('x')]),
      operator('Add', 'plus', [history('minus'), 3]),
      relu6('clip', { args: [history('plus')], kwargs: {} }),
      operator('Multiply', 'gate', [history('clip'), 1 / 6]),
      operator('Multiply', 'swish', [history('minus'), history('gate')]),
    ];
    const ofKeras2 = [
      { ...input, inbound_nodes: [] },
      lambda('minus', 'math.subtract', 'x', { y: 1.5 }),
      lambda('plus', '__operators__.add', 'minus', { y: 3 }),
      relu6('clip', [['plus', 0, 0, {}]]),
      lambda('gate', 'math.truediv', 'clip', { y: 6 }),
      lambda('swish', 'math.multiply', 'gate', { y: ['minus', 0, 0] }),
    ];
    for (const [layers, version] of [
      [ofKeras3, '3.5.0'],
      [ofKeras2, '2.15.0'],
    ] as const) {
      const config = { name: 'operators', layers, output_layers: [['swish', 0, 0]] };
      const model_config = { class_name: 'Functional', config };
      const topology = { modelTopology: { model_config, keras_version: version }, weightsManifest: [] };
      writeFileSync(path, JSON.stringify(topology));
      const { types, document, report } = await imported(path, false);
      // `x - 1.5` is how the images are normalized; `1.5 - x` is none of that.
      const isSetting = document.training.normalization !== undefined;
      expect(isSetting).toBe(version.startsWith('2'));
      expect(types).toEqual(['input', ...(isSetting ? [] : ['rescaling']), 'hardSwish', 'output']);
      expect(report.placeholders).toEqual([]);
    }
  });

  it('takes the normalization in a model for that of its images, bytes for pixels between 0 and 1', async () => {
    const path = join(folder, 'normalized.json');
    const model = sequential([
      layer('Rescaling', 'bytes', { scale: 1 / 255, offset: 0, batch_input_shape: [null, 4, 4, 3] }),
      layer('Normalization', 'normal', { axis: [-1], mean: [0.5, 0.4, 0.3], variance: [0.04, 0.04, 0.01] }),
      layer('GlobalAveragePooling2D', 'mean'),
    ]);
    const modelTopology = { model_config: model, keras_version: '2.15.0' };
    writeFileSync(path, JSON.stringify({ modelTopology, weightsManifest: [] }));
    const { types, document, report } = await imported(path, false);
    expect(types).toEqual(['input', 'globalAveragePooling2d', 'output']);
    expect(report.normalization).toBe('from-file');
    const { mean = [], deviation = [] } = document.training.normalization ?? {};
    const rounded = (numbers: readonly number[]) => numbers.map((number) => Number(number.toFixed(6)));
    expect(rounded(mean)).toEqual([0.5, 0.4, 0.3]);
    expect(rounded(deviation)).toEqual([0.2, 0.2, 0.1]);
  });

  it('takes the only tensor of a layer for its only weight, whatever it is called', async () => {
    const path = join(folder, 'scaled.h5');
    const model = sequential([
      layer('LayerScale', 'scale', { projection_dim: 3, batch_input_shape: [null, 4, 4, 3] }),
      layer('GlobalAveragePooling2D', 'mean'),
    ]);
    const texts = { model_config: JSON.stringify(model), keras_version: '3.15.1' };
    await writeHdf5(path, texts, { 'model_weights/scale/scale/variable': [3] }, 2);
    const { types, tensors, report } = await imported(path);
    expect(types).toEqual(['input', 'layerScale', 'globalAveragePooling2d', 'output']);
    expect(tensors.get('scale/gamma')).toEqual(Float32Array.of(2, 3, 4));
    expect(report.leftOver).toEqual([]);
  });

  it('makes numbers of quantized weights, and names a Lambda without running it', async () => {
    const path = join(folder, 'model.json');
    const quantization = { dtype: 'uint8', scale: 0.5, min: -1 };
    const model = sequential([
      layer('Dense', 'scores', { units: 2, use_bias: false, batch_input_shape: [null, 2] }),
      layer('Lambda', 'code', { function: 'exit()' }),
    ]);
    writeFileSync(
      path,
      JSON.stringify({
        modelTopology: { model_config: model, keras_version: '2.2.4' },
        weightsManifest: [
          {
            paths: ['a.bin', 'b.bin'],
            weights: [{ name: 'scores/kernel', shape: [2, 2], dtype: 'float32', quantization }],
          },
        ],
      }),
    );
    writeFileSync(join(folder, 'a.bin'), Uint8Array.of(0, 1, 2));
    writeFileSync(join(folder, 'b.bin'), Uint8Array.of(255));
    const { types, tensors, report } = await imported(path);
    expect(types).toEqual(['input', 'dense', 'placeholder', 'output']);
    expect(tensors.get('scores/kernel')).toEqual(Float32Array.of(-1, -0.5, 0, 126.5));
    expect(report.placeholders).toMatchObject([
      { node: 'code', operation: 'Lambda', reason: 'unknown-operation' },
    ]);
    rmSync(join(folder, 'b.bin'));
    const target = join(folder, 'none.safetensors');
    const failed = await importNetwork(
      { type: 'import-network', source: path, target },
      new RunControl(),
    ).catch((error: unknown) => asFailure(error));
    expect(failed).toMatchObject({ code: 'weights-unreadable' });
  });
});
