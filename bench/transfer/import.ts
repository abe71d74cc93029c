import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { applyEdits } from '../../src/graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../src/graph-runtime/document/document';
import { torchEdits } from '../../src/graph-runtime/exchange/import/torch-edits';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import { readPreset } from '../../src/graph-runtime/testing/presets';
import { float32 } from '../../src/main/trainer/engine/tensor-data';
import { importWeights } from '../../src/main/trainer/jobs/import-weights';
import { RunControl } from '../../src/main/trainer/prepare/run-control';
import { InferenceSession } from '../../src/main/trainer/program/inference-session';
import { unpackTensors } from '../../src/main/trainer/program/weights-file';
import { torchvisionDocument } from './torchvision-documents';

/**
 * `npm run bench:import-weights`: state dictionaries of torchvision's networks, with random weights and saved in every way that they come
 * in, and EfficientNet-Lite0 with its own weights, imported into the presets: the scores of PyTorch within 1e-5 of the largest, and the
 * same classes on photos. Needs a Python with the packages that `bench/python/torch_weights.py` names (`NETLOOM_BENCH_PYTHON`,
 * further folders of packages in `NETLOOM_BENCH_PACKAGES`).
 */
const TOLERANCE = 1e-5;
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const packages = process.env.NETLOOM_BENCH_PACKAGES?.split(':') ?? [];
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-import-'));

const madeSchema = z.object({
  cases: z.array(
    z.object({
      ...{ preset: z.string(), way: z.string(), file: z.string(), scores: z.string().optional() },
      size: z.number(),
    }),
  ),
  photos: z.array(z.object({ name: z.string(), file: z.string(), classes: z.array(z.number()) })),
});

/** Every weight as PyTorch has it: normalization is not theirs but the data's. */
function bare(document: NetloomDocument): NetloomDocument {
  const { normalization: _, ...training } = document.training;
  return { ...document, training };
}

async function open(document: NetloomDocument, file: string) {
  const target = join(root, 'imported.safetensors');
  const begun = performance.now();
  const report = await importWeights(
    { type: 'import-weights', document, source: file, target },
    new RunControl(),
  );
  const seconds = (performance.now() - begun) / 1000;
  if (report === null) throw new Error('stopped');
  const changed = applyEdits(document, torchEdits(document, report.family).edits);
  const session = await InferenceSession.open(analyze(changed));
  const { tensors } = unpackTensors(readFileSync(target));
  const weights = new Map(
    tensors.flatMap((tensor) => (tensor.dtype === 'float32' ? [[tensor.name, tensor.values] as const] : [])),
  );
  session.setWeights(new Map([...session.initialWeights(), ...weights]));
  return { session, report, seconds };
}

function floatsIn(file: string): Float32Array {
  const bytes = Uint8Array.from(readFileSync(file));
  return new Float32Array(bytes.buffer);
}

async function main(): Promise<void> {
  const script = join(__dirname, '..', 'python', 'torch_weights.py');
  const { status, stderr } = spawnSync(python, [script, root, ...packages], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`PyTorch ended with ${status}: ${stderr.slice(-2000)}`);
  const { cases, photos } = madeSchema.parse(JSON.parse(readFileSync(join(root, 'cases.json'), 'utf8')));
  console.log('| network | file | names | taken | missing | left over | seconds | scores differ by |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { preset, way, file, size, scores = `${file}.scores` } of cases) {
    const images = floatsIn(join(root, `images${size}`));
    const { session, report, seconds } = await open(
      torchvisionDocument(bare(readPreset(preset)), preset),
      file,
    );
    const found = session.scores(float32(images, [images.length / (size * size * 3), size, size, 3])).values;
    const expected = floatsIn(scores);
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const difference = expected.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? Number.NaN)) / largest),
      0,
    );
    const auxiliary = report.missing.filter(({ name }) => !name.startsWith('auxiliary'));
    if (!(difference <= TOLERANCE) || auxiliary.length > 0) process.exitCode = 1;
    const counts = [report.mapped.length, report.missing.length, report.leftOver.length, seconds.toFixed(1)];
    console.log(`| ${[preset, way, report.family, ...counts, difference.toExponential(1)].join(' | ')} |`);
    session.close();
  }
  const own = cases.find(({ preset }) => preset === 'efficientnet-lite0');
  if (own !== undefined) await comparePhotos(own.file, photos);
}

async function comparePhotos(file: string, photos: z.infer<typeof madeSchema>['photos']): Promise<void> {
  // With its normalization, as the preset has it: pixels between 0 and 1 come in.
  const { session } = await open(readPreset('efficientnet-lite0'), file);
  console.log('\n| photo | best five classes | the same in PyTorch |\n| --- | --- | --- |');
  for (const { name, file: pixels, classes } of photos) {
    const { values } = session.scores(float32(floatsIn(pixels), [1, 224, 224, 3]));
    const best = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, 5);
    if (`${best}` !== `${classes}`) process.exitCode = 1;
    console.log(
      `| ${name} | ${best.join(', ')} | ${`${best}` === `${classes}` ? 'yes' : classes.join(', ')} |`,
    );
  }
  session.close();
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
