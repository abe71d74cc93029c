import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { CLASSIFY_SCRIPT } from '../../graph-runtime/exchange/export/tfjs/files/classify';
import {
  OWN_LAYERS_FILE,
  OWN_LAYERS_SCRIPT,
  usesOwnLayers,
} from '../../graph-runtime/exchange/export/tfjs/files/own-layers';
import { pageText } from '../../graph-runtime/exchange/export/tfjs/files/page';
import { readmeText } from '../../graph-runtime/exchange/export/tfjs/files/readme';
import type { TfjsModel } from '../../graph-runtime/exchange/export/tfjs/model';
import {
  modelJson,
  topologyOf,
  WEIGHTS_FILE,
  weightSpecs,
} from '../../graph-runtime/exchange/export/tfjs/topology';
import { elementCount } from '../../graph-runtime/layers/tensor-type';
import { writeProjectFiles } from './project-files';
import type { SampleBatch } from './sample-batch';
import type { TensorValues } from './tensor-values';
import type { ArchivedFile } from './zip-pieces';

export const MODEL_FILE = 'model.json';

/** Weights of up to that many bytes are in a script, too, so that the page works from the disk, where browsers fetch no files. */
const MOST_BYTES_IN_SCRIPT = 64e6;

/**
 * Writes a layers model with a page that uses it, as a folder, or as an archive where the path ends so. Of the weights, one at a time is in memory.
 *
 * @param sample what the engine computes, probabilities where the model has them
 * @throws the system's error
 */
export async function writeTfjsFolder(
  path: string,
  model: TfjsModel,
  values: TensorValues,
  sample: SampleBatch,
): Promise<void> {
  const bytes = model.weights.reduce((sum, weight) => sum + 4 * elementCount(weight), 0);
  const hasData = bytes <= MOST_BYTES_IN_SCRIPT;
  const scripts = { hasData, hasOwnLayers: usesOwnLayers(model) };
  const { metadata } = model;
  await writeProjectFiles(path, [
    ...modelFiles(model, values),
    ...(hasData ? [{ name: 'model-data.js', pieces: () => dataScript(model, values) }] : []),
    text('sample-data.js', sampleScript(sample)),
    ...(scripts.hasOwnLayers ? [text(OWN_LAYERS_FILE, OWN_LAYERS_SCRIPT)] : []),
    text('index.html', pageText(metadata.name, scripts)),
    text('classify.js', CLASSIFY_SCRIPT),
    text('README.md', readmeText(metadata, scripts)),
    { name: 'tf.min.js', pieces: () => createReadStream(libraryPath()) },
  ]);
}

/** `model.json` and its weights, as TensorFlow.js loads them. */
export function modelFiles(model: TfjsModel, values: TensorValues): readonly ArchivedFile[] {
  return [
    text(MODEL_FILE, `${JSON.stringify(modelJson(model))}\n`),
    { name: WEIGHTS_FILE, pieces: () => weightPieces(model, values) },
  ];
}

function text(name: string, content: string): ArchivedFile {
  return { name, pieces: () => [Buffer.from(content, 'utf8')] };
}

async function* weightPieces({ weights }: TfjsModel, values: TensorValues): AsyncGenerator<Uint8Array> {
  for (const { source } of weights) {
    if (source.kind === 'constant') yield bytesOf(Float32Array.from(source.values));
    else yield bytesOf(partOf(await values.read(source.weight), source.part));
  }
}

/** Places of the last axis of a weight; all of it where there is no part. */
function partOf(
  values: Float32Array,
  part: { readonly from: number; readonly to: number; readonly of: number } | undefined,
): Float32Array {
  if (part === undefined) return values;
  const { from, to, of } = part;
  const size = to - from;
  return Float32Array.from({ length: (values.length / of) * size }, (_, at) => {
    const row = Math.floor(at / size);
    return values[row * of + from + (at % size)] ?? 0;
  });
}

/** The model as a script: base64 in pieces, each a whole number of three bytes but for the last. */
async function* dataScript(model: TfjsModel, values: TensorValues): AsyncGenerator<Uint8Array> {
  const known = {
    modelTopology: topologyOf(model),
    weightSpecs: weightSpecs(model),
    metadata: model.metadata,
  };
  yield Buffer.from(`window.NETLOOM_MODEL = ${JSON.stringify(known).slice(0, -1)},"weights":"`, 'utf8');
  let rest = Buffer.alloc(0);
  for await (const piece of weightPieces(model, values)) {
    const all = Buffer.concat([rest, piece]);
    const whole = all.length - (all.length % 3);
    yield Buffer.from(all.toString('base64', 0, whole), 'latin1');
    rest = all.subarray(whole);
  }
  yield Buffer.from(`${rest.toString('base64')}"};\n`, 'latin1');
}

function sampleScript({ inputs, shape, numbers, scores, others = [] }: SampleBatch): string {
  const base64 = (values: Float32Array) => Buffer.from(bytesOf(values)).toString('base64');
  const sample = {
    inputs: base64(inputs),
    ...(numbers !== undefined && { numbers: base64(numbers.values) }),
    outputs: [scores, ...others.map((one) => one.scores)].map(base64),
    count: shape[0],
  };
  return `window.NETLOOM_SAMPLE = ${JSON.stringify(sample)};\n`;
}

function bytesOf(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** TensorFlow.js for browsers, a part of the package that the engine's JavaScript is of. */
function libraryPath(): string {
  const engine = createRequire(__filename).resolve('@tensorflow/tfjs-node-gpu');
  return createRequire(engine).resolve('@tensorflow/tfjs/dist/tf.min.js');
}
