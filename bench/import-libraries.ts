import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { documentOfModel } from '../src/graph-runtime/exchange/import/network/document-of-model';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { float32 } from '../src/main/trainer/engine/tensor-data';
import { importNetwork } from '../src/main/trainer/jobs/import-network';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { InferenceSession } from '../src/main/trainer/program/inference-session';
import { unpackTensors } from '../src/main/trainer/program/weights-file';
import { type LibraryModel, libraryModels } from './library-models';

/**
 * `npm run bench:import-libraries [SOURCE | SOURCE:NAME | WAY …]`: networks of torchvision, timm, facenet-pytorch, keras.applications and tf_keras,
 * written by those libraries with random weights, imported, and their outputs against those of ONNX Runtime and Keras. Needs a Python with
 * the packages that `bench/python/foreign_models.py` names (`NETLOOM_BENCH_PYTHON`, further folders in `NETLOOM_BENCH_PACKAGES`). Ends with 1
 * where something differs, and where nothing could be compared.
 */
const TOLERANCE = 2e-5;

const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const packages = process.env.NETLOOM_BENCH_PACKAGES?.split(':') ?? [];
const root = mkdtempSync(join(tmpdir(), 'netloom-libraries-'));

const tensorSchema = z.object({ file: z.string(), shape: z.array(z.number()) });
const answerSchema = z.union([
  z.object({ problem: z.string() }),
  z.object({ file: z.string(), inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) }),
]);
type Made = Exclude<z.infer<typeof answerSchema>, { problem: string }>;

/** How many were equal, how many not, and how many the library could not write. */
const counts = { equal: 0, failed: 0, notWritten: 0 };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const child = spawn(python, [join(__dirname, 'python/foreign_models.py'), root, ...packages], {
    stdio: ['pipe', 'pipe', process.env.NETLOOM_BENCH_VERBOSE ? 'inherit' : 'ignore'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    for (const model of libraryModels.filter((one) => isWanted(one, wanted))) {
      child.stdin.write(`${JSON.stringify(model)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('Python ended');
      await report(model, answerSchema.parse(JSON.parse(line.value)));
    }
  } finally {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(root, { recursive: true });
  }
  const { equal, failed, notWritten } = counts;
  console.log(`${equal} equal, ${failed} failed, ${notWritten} not written by their libraries.`);
  process.exitCode = failed === 0 && equal > 0 ? 0 : 1;
}

function isWanted({ source, name, way }: LibraryModel, wanted: readonly string[]): boolean {
  return (
    wanted.length === 0 ||
    wanted.some((one) =>
      [source, way, `${source}:${name}`, `${source}:${way}`, `${source}:${name}:${way}`].includes(one),
    )
  );
}

async function report(
  { source, name, way }: LibraryModel,
  answer: z.infer<typeof answerSchema>,
): Promise<void> {
  const label = `${source} ${name} ${way}`.padEnd(48);
  if ('problem' in answer) {
    // The library cannot write it: nothing is to be imported.
    counts.notWritten += 1;
    console.log(`NOT WRITTEN ${label} ${answer.problem.split('\n')[0]}`);
    return;
  }
  const found = await compare(answer).catch((error: unknown) =>
    error instanceof Error ? error.message : `${error}`,
  );
  const isRight = typeof found !== 'string' && found.isRight;
  counts[isRight ? 'equal' : 'failed'] += 1;
  console.log(`${isRight ? '' : 'FAILED '}${label} ${typeof found === 'string' ? found : found.words}`);
}

/** What an import has, and how far its outputs are from the library's, as shares of the largest. */
async function compare({ file, inputs, outputs }: Made) {
  const target = join(root, 'weights.safetensors');
  const read = await importNetwork({ type: 'import-network', source: file, target }, new RunControl());
  if (read === null) throw new Error('stopped');
  const { report: made } = read;
  const kinds = new Map<string, number>();
  for (const { operation, reason, detail } of made.placeholders) {
    const kind = `${operation} (${reason} ${detail.slice(0, 60)})`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const sizes = `${made.nodes} operations, ${read.document.nodes.length} cards, blocks ${made.blocks.map(({ uses }) => uses).join('+') || 'none'}, left over ${made.leftOver.length}`;
  const placeholders = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  if (made.placeholders.length > 0) return { isRight: false, words: `${sizes}; ${placeholders}` };
  const document = documentOfModel(read.document, { weights: null, normalization: null });
  const { tensors } = unpackTensors(readFileSync(target));
  const weights = new Map(tensors.map(({ name, values }) => [name, Float32Array.from(values)]));
  const errors: number[] = [];
  for (const [at, output] of outputs.entries()) {
    errors.push(await errorOf(ending(document, at), weights, inputs[0], output));
  }
  const worst = Math.max(...errors);
  const isRight = worst < TOLERANCE && made.leftOver.length === 0;
  return { isRight, words: `${errors.map((error) => error.toExponential(1)).join(' ')}; ${sizes}` };
}

/** The document with one of its outputs as the only one. */
function ending(document: NetloomDocument, at: number): NetloomDocument {
  const ends = document.nodes.filter(({ type }) => type === 'output');
  const chosen = ends[at] ?? ends[0];
  const gone = new Set(ends.filter((end) => end !== chosen).map(({ id }) => id));
  return {
    ...document,
    nodes: document.nodes
      .filter(({ id }) => !gone.has(id))
      .map((node) => {
        if (node !== chosen) return node;
        const { auxiliary: _, ...parameters } = node.parameters ?? {};
        return { ...node, parameters };
      }),
    edges: document.edges.filter(({ to }) => !gone.has(to)),
  };
}

async function errorOf(
  document: NetloomDocument,
  weights: ReadonlyMap<string, Float32Array>,
  input: z.infer<typeof tensorSchema> | undefined,
  output: z.infer<typeof tensorSchema>,
): Promise<number> {
  const analysis = analyze(document);
  if (!analysis.isTrainable) throw new Error(JSON.stringify(analysis.diagnostics[0]));
  if (input === undefined) throw new Error('no input');
  const session = await InferenceSession.open(analysis);
  try {
    session.setWeights(weights);
    const scores = session.scores(float32(floatsIn(input.file), input.shape));
    const width = output.shape.at(-1) ?? 1;
    const expected = floatsIn(output.file);
    const { values } = scores;
    // An output applies the softmax or sigmoid that the file has at its end: the scores are in front of it.
    const sigmoid = Float32Array.from(values, (x) => 1 / (1 + Math.exp(-x)));
    const all = [Float32Array.from(values), softmax(values, width), sigmoid];
    return Math.min(...all.map((found) => relativeError(found, expected)));
  } finally {
    session.close();
  }
}

function softmax(scores: ArrayLike<number>, width: number): Float32Array {
  const result = new Float32Array(scores.length);
  for (let from = 0; from < scores.length; from += width) {
    const row = Array.from({ length: width }, (_, at) => scores[from + at] ?? 0);
    const largest = Math.max(...row);
    const powers = row.map((score) => Math.exp(score - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, at) => {
      result[from + at] = power / sum;
    });
  }
  return result;
}

function relativeError(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    expected.reduce((most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? Number.NaN))), 0) /
    largest
  );
}

function floatsIn(file: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
}

void main();
