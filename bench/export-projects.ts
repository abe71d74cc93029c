import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import type { TargetDescription } from '../src/graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { layers } from '../src/graph-runtime/layers/registry';
import {
  besideCopies,
  recurrent,
  siamese,
  twoOutputs,
  unpooled,
} from '../src/graph-runtime/testing/branched-documents';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { LABELS_WITH_MASKS, maskAmongLabels } from '../src/graph-runtime/testing/mask-among-labels';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../src/graph-runtime/testing/numbers-beside';
import { LABELS_WITH_VIEWS, twoViews } from '../src/graph-runtime/testing/two-views';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';
import { isIllConditioned } from './ill-conditioned';

const TOLERANCE = 2e-5;
const IMAGES = 32;
const RANDOM_NETWORKS = '100';
const LAYER_SAMPLES = '40';

interface Answer {
  readonly error?: number;
  readonly same?: number;
  readonly count?: number;
  /** Of those, where another class was found whose score is within the tolerance of the largest. */
  readonly ties?: number;
  readonly parametersEqual?: boolean;
  readonly failure?: string;
}

/** A framework whose exported projects are run and compared with the engine. */
export interface ProjectBench {
  /** A program in `bench/python`: one folder a line on its input, one answer as JSON a line on its output. */
  readonly script: string;
  /** Writes a network with random weights; false where the framework cannot compute it. */
  write(
    folder: string,
    document: NetloomDocument,
    images: number,
    target?: TargetDescription,
  ): Promise<boolean>;
}

/**
 * Exports all presets, random networks and every layer over its parameters, and compares scores, classes and counts with the engine's. Of
 * these, only what the command line names, where it names something. Ends with 1 where something differs.
 */
export async function benchProjects(bench: ProjectBench): Promise<void> {
  const script = join(__dirname, 'python', bench.script);
  const python = spawn(process.env.NETLOOM_BENCH_PYTHON ?? 'python3', [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const comparison = new Comparison(bench, python);
  try {
    await compareAll(comparison);
  } finally {
    python.stdin.end();
  }
}

async function compareAll(comparison: Comparison): Promise<void> {
  const { values: options, positionals: wanted } = parseArgs({
    options: {
      networks: { type: 'string', default: RANDOM_NETWORKS },
      samples: { type: 'string', default: LAYER_SAMPLES },
      seed: { type: 'string', default: '11' },
    },
    allowPositionals: true,
  });
  const [networks, samplesEach, seed] = [
    Number(options.networks),
    Number(options.samples),
    Number(options.seed),
  ];
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  for (const id of presetIds.filter((one) => isWanted('presets') || isWanted(one))) {
    const error = await comparison.check(id, readPreset(id), IMAGES);
    console.log(`${id.padEnd(22)} ${error === null ? 'refused' : error.toExponential(1)}`);
  }
  const branched = [twoOutputs(), siamese(), recurrent(), besideCopies(), unpooled()];
  for (const document of isWanted('branched') ? branched : []) {
    const error = await comparison.check(document.name, document, IMAGES);
    console.log(`${document.name.padEnd(22)} ${error === null ? 'refused' : error.toExponential(1)}`);
  }
  if (isWanted('random')) {
    const documents = fc.sample(arbitraryNetwork, { numRuns: networks, seed });
    const named = documents.map((document) => [JSON.stringify(document), document] as const);
    console.log(await comparison.checkMany(`${networks} random networks`, named, 4));
  }
  if (isWanted('branched')) {
    for (const [document, labels] of [
      [numbersBeside(), LABELS_WITH_NUMBERS],
      [maskAmongLabels(), LABELS_WITH_MASKS],
      [twoViews(), LABELS_WITH_VIEWS],
    ] as const) {
      const error = await comparison.check(document.name, document, IMAGES, labels);
      console.log(`${document.name.padEnd(22)} ${error === null ? 'refused' : error.toExponential(1)}`);
    }
  }
  for (const layer of layers) {
    if (layer.inputs.length === 0 || layer.outputs.length === 0) continue;
    if (!isWanted('layers') && !isWanted(layer.type)) continue;
    const samples = fc.sample(arbitraryCodeSample(layer), { numRuns: samplesEach, seed: seed + 2 });
    const named = samples.map(
      (sample) => [`${layer.type} ${JSON.stringify(sample)}`, singleLayerNetwork(layer, sample)] as const,
    );
    console.log(await comparison.checkMany(layer.type, named, 2));
  }
  const { failures } = comparison;
  console.log(failures === 0 ? 'All are equal.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

class Comparison {
  failures = 0;
  readonly #bench: ProjectBench;
  readonly #python: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(bench: ProjectBench, python: ChildProcess) {
    this.#bench = bench;
    this.#python = python;
    if (python.stdout === null) throw new Error('Python has no output');
    this.#answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  }

  /** A line on all of them: the largest error, how many were refused, and how many are left out (ill-conditioned.ts). */
  async checkMany(
    what: string,
    documents: readonly (readonly [string, NetloomDocument])[],
    images: number,
  ): Promise<string> {
    let [worst, refused, unclear] = [0, 0, 0];
    for (const [name, document] of documents) {
      if (isIllConditioned(document)) {
        unclear += 1;
        continue;
      }
      const error = await this.check(name, document, images);
      if (error === null) refused += 1;
      else worst = Math.max(worst, error);
    }
    const left = refused === 0 ? '' : `   ${refused} of ${documents.length} refused`;
    const out =
      unclear === 0 ? '' : `   ${unclear} of ${documents.length} left out: statistics of one or two numbers`;
    return `${what.padEnd(28)} ${worst.toExponential(1)}${left}${out}`;
  }

  /** Compares one network and returns its error, null where it was refused; what is too large is said. */
  async check(
    what: string,
    document: NetloomDocument,
    images: number,
    target?: TargetDescription,
  ): Promise<number | null> {
    const folder = await mkdtemp(join(tmpdir(), 'netloom-project-'));
    try {
      if (!(await this.#bench.write(folder, document, images, target))) return null;
      const answer = await this.#ask(folder);
      const { error = Number.POSITIVE_INFINITY, same, count, ties = 0, parametersEqual, failure } = answer;
      const isEqual = error < TOLERANCE && parametersEqual === true && (images < IMAGES || same === count);
      if (ties > 0)
        console.log(`${what}: of ${count} classes, ${ties} differ where two scores are within the tolerance`);
      if (isEqual) return error;
      this.failures += 1;
      const numbers = `error ${error.toExponential(1)}, ${same} of ${count} classes, counts ${parametersEqual}`;
      console.log(`FAILED ${what}: ${failure ?? numbers}`);
      return error;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async #ask(folder: string): Promise<Answer> {
    this.#python.stdin?.write(`${folder}\n`);
    const { value, done } = await this.#answers.next();
    // Some libraries end the whole process: that is a failure of this network, and nothing follows.
    if (done === true) return { failure: 'Python has ended' };
    return JSON.parse(value);
  }
}
