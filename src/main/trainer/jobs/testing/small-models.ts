import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import { exportOnnx } from '../../../../graph-runtime/exchange/export/onnx/export-onnx';
import { exportTfjs } from '../../../../graph-runtime/exchange/export/tfjs/export-tfjs';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import { readDocument } from '../../../../graph-runtime/testing/read-document';
import { writeHdf5 } from '../../../exchange/reading/keras/testing/write-hdf5';
import { writeOnnxFile } from '../../../exchange/onnx-file';
import { writeProjectFiles } from '../../../exchange/project-files';
import { valuesOf } from '../../../exchange/tensor-values';
import { MODEL_FILE, modelFiles } from '../../../exchange/tfjs-folder';
import { zipPieces } from '../../../exchange/zip-pieces';

/** A small model in each format that is read, by the name of its file: what mutations begin with. */
export async function writeSmallModels(folder: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const chain = ['input', 'conv', 'norm', 'relu', 'pool', 'flatten', 'dense', 'output'];
  const types = [
    'input',
    'conv2d',
    'batchNormalization',
    'relu',
    'maxPooling2d',
    'flatten',
    'dense',
    'output',
  ];
  const document = readDocument({
    ...{ format: 'netloom', version: 2, name: 'Small' },
    nodes: chain.map((id, at) => ({
      ...{ id, type: types[at] },
      ...(at === 0 && { parameters: { shape: [6, 6, 1] } }),
      ...(at === 1 && { parameters: { filters: 2 } }),
    })),
    edges: chain.slice(1).map((to, at) => ({ from: chain[at], to })),
  });
  const network = networkToExport(analyze(document));
  const weights = new Map(
    network.layers.flatMap(({ path, weights: own }) =>
      own.map((weight): [string, Float32Array] => [
        `${path}/${weight.name}`,
        Float32Array.from({ length: elementCount(weight) }, (_, at) => 0.1 + at / 100),
      ]),
    ),
  );
  const facts = { document: '', weights: '' };
  await writeOnnxFile(join(folder, 'small.onnx'), exportOnnx(network, facts), valuesOf(weights));
  await writeProjectFiles(join(folder, 'tfjs'), modelFiles(exportTfjs(network, facts), valuesOf(weights)));
  const config = {
    class_name: 'Sequential',
    config: {
      name: 'small',
      layers: [
        { class_name: 'Flatten', config: { name: 'flat', batch_input_shape: [null, 4, 4, 1] } },
        { class_name: 'Dense', config: { name: 'scores', units: 3 } },
      ],
    },
  };
  const shapes = { kernel: [16, 3], bias: [3] };
  const legacy = {
    'model_weights/scores/scores/kernel:0': shapes.kernel,
    'model_weights/scores/scores/bias:0': shapes.bias,
  };
  await writeHdf5(join(folder, 'small.h5'), { model_config: JSON.stringify(config) }, legacy);
  const variables = { 'layers/dense/vars/0': shapes.kernel, 'layers/dense/vars/1': shapes.bias };
  await writeHdf5(join(folder, 'variables.h5'), {}, variables);
  const pieces: Uint8Array[] = [];
  for await (const piece of zipPieces([
    { name: 'config.json', pieces: () => [Buffer.from(JSON.stringify(config))] },
    { name: 'model.weights.h5', pieces: () => [readFileSync(join(folder, 'variables.h5'))] },
  ])) {
    pieces.push(piece);
  }
  writeFileSync(join(folder, 'small.keras'), Buffer.concat(pieces));
  const names = ['small.onnx', 'small.h5', 'small.keras', join('tfjs', MODEL_FILE)];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}
