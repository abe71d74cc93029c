import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPreset } from '../../../graph-runtime/testing/presets';
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

async function imported(source: string) {
  const target = join(folder, 'weights.safetensors');
  const read = await importNetwork({ type: 'import-network', source, target }, new RunControl());
  if (read === null) throw new Error('stopped');
  const tensors = new Map(unpackTensors(readFileSync(target)).tensors.map((one) => [one.name, one.values]));
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
