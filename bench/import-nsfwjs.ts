/**
 * `npm run bench:import-nsfwjs`: the two layers models of the npm package nsfwjs (MobileNetV2 and Inception v3, weights of 8 bits, trained by
 * others), imported, and their probabilities on random images against those of TensorFlow.js itself.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentOfModel } from '../src/graph-runtime/exchange/import/network/document-of-model';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { TensorFile } from '../src/main/exchange/tensor-file';
import { float32 } from '../src/main/trainer/engine/tensor-data';
import { loadEngine } from '../src/main/trainer/engine/tensorflow';
import { importNetwork } from '../src/main/trainer/jobs/import-network';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { InferenceSession } from '../src/main/trainer/program/inference-session';

const PACKAGE = 'nsfwjs@4.3.0';
const MODELS = [
  { name: 'mobilenet_v2', size: 224 },
  { name: 'inception_v3', size: 299 },
] as const;
const IMAGES = 4;
const TOLERANCE = 2e-5;

/** The package holds its models as scripts: the description as an object, the weights as Base64. */
function unpack(name: string, folder: string): string {
  const scripts = join(folder, 'package/dist/models', name);
  const model = join(folder, name);
  mkdirSync(model);
  const load = createRequire(join(folder, 'package/'));
  for (const file of readdirSync(scripts)) {
    const loaded = load(join(scripts, file)) as { readonly default?: unknown };
    const content = loaded.default ?? loaded;
    const target = join(model, file.replace('.min.js', ''));
    if (typeof content === 'string') writeFileSync(target, Buffer.from(content, 'base64'));
    else writeFileSync(`${target}.json`, JSON.stringify(content));
  }
  return join(model, 'model.json');
}

/** @returns the largest difference of a probability, and of how many images the class is the same */
async function compare(source: string, target: string, size: number) {
  const read = await importNetwork({ type: 'import-network', source, target }, new RunControl());
  if (read === null) throw new Error('the import was stopped');
  if (read.report.placeholders.length > 0) throw new Error(JSON.stringify(read.report.placeholders));
  const analysis = analyze(documentOfModel(read.document, { weights: null, normalization: null }));
  const session = await InferenceSession.open(analysis);
  const file = await TensorFile.open(target);
  const weights = new Map<string, Float32Array>();
  for (const { path, weights: own } of analysis.nodes.values()) {
    for (const { name } of own) weights.set(`${path}/${name}`, await file.read(`${path}/${name}`));
  }
  await file.close();
  session.setWeights(weights);
  const { tf } = await loadEngine();
  const model = await tf.loadLayersModel(`file://${source}`);
  let [error, same] = [0, 0];
  for (let seed = 1; seed <= IMAGES; seed += 1) {
    const image = tf.randomUniform([1, size, size, 3], 0, 1, 'float32', seed);
    const expected = (model.predict(image) as typeof image).dataSync();
    const { values } = session.scores(float32(Float32Array.from(image.dataSync()), [1, size, size, 3]));
    const found = tf.softmax(tf.tensor1d(Array.from(values))).dataSync();
    error = Math.max(
      error,
      ...Array.from(expected, (value, at) => Math.abs(value - (found[at] ?? Number.NaN))),
    );
    if (best(expected) === best(found)) same += 1;
    image.dispose();
  }
  session.close();
  return { error, same, parameters: analysis.cost.trainableParameters + analysis.cost.otherParameters };
}

const best = (values: ArrayLike<number>) => Array.from(values).indexOf(Math.max(...Array.from(values)));

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-nsfwjs-'));
  try {
    const packed = execFileSync('npm', ['pack', '--silent', PACKAGE], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
    execFileSync('tar', ['xzf', packed], { cwd: folder });
    for (const { name, size } of MODELS) {
      const source = unpack(name, folder);
      const { error, same, parameters } = await compare(source, join(folder, `${name}.safetensors`), size);
      const isRight = error < TOLERANCE && same === IMAGES;
      if (!isRight) process.exitCode = 1;
      console.log(
        `${isRight ? '' : 'FAILED '}${name}: ${error.toExponential(1)}, ${same} of ${IMAGES} classes, ${parameters} parameters`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
