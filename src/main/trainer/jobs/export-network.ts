import { basename } from 'node:path';
import { failure } from '../../../contract/failures';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { exportProblems } from '../../../graph-runtime/exchange/export/export-problems';
import type { ExportFacts } from '../../../graph-runtime/exchange/export/format';
import {
  type NetworkToExport,
  networkToExport,
} from '../../../graph-runtime/exchange/export/network-to-export';
import { exportedNumbers } from '../../../graph-runtime/exchange/export/numbers';
import { exportFormats } from '../../../graph-runtime/exchange/export/registry';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { elementCount } from '../../../graph-runtime/layers/tensor-type';
import { findDataset } from '../../data/dataset-catalog';
import type { DatasetRoots } from '../../data/dataset-roots';
import { randomNumbers, randomSeconds, randomUnits, type SampleBatch } from '../../exchange/sample-batch';
import { TensorFile } from '../../exchange/tensor-file';
import { type TensorValues, valuesOf } from '../../exchange/tensor-values';
import { exportWriters } from '../../exchange/writers';
import { readFailure, writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { ZipTooLargeError } from '../../files/zip-records';
import { findRunWeights } from '../checkpoints/checkpoint-store';
import { networkHash } from '../checkpoints/network-hash';
import { float32 } from '../engine/tensor-data';
import { requireTrainable } from '../prepare/require-trainable';
import type { RunControl } from '../prepare/run-control';
import { InferenceSession } from '../program/inference-session';
import type { TrainerCommand } from '../protocol/protocol';
import { RunFailure, requireValue } from '../protocol/trainer-failure';

type ExportCommand = Extract<TrainerCommand, { type: 'export' }>;

export interface ExportOptions {
  readonly command: ExportCommand;
  readonly datasets: DatasetRoots;
  readonly control: RunControl;
}

/**
 * Writes a network with its weights as files of another framework. Null when it was stopped: then nothing was written.
 *
 * @throws RunFailure when the network cannot be exported, the weights do not fit or cannot be read, or the place cannot be written
 */
export async function exportNetwork({ command, datasets, control }: ExportOptions): Promise<string | null> {
  const { document, path } = command;
  const analysis = analyze(document);
  requireTrainable(analysis);
  const [problem] = exportProblems(analysis, exportFormats[command.format]);
  if (problem !== undefined)
    throw new RunFailure(failure('network-not-exportable', {}, { path: problem.path }));
  const network = networkToExport(analysis, exportFormats[command.format].parts);
  const source = await openWeights(command, network);
  try {
    const facts = { ...(await factsOf(command, datasets)), weights: source.description };
    const values: TensorValues = {
      read(name) {
        if (control.isStopRequested) throw new Stopped();
        return source.values.read(name);
      },
    };
    await exportWriters[command.format](path, network, facts, values, () =>
      sampleBatch(network, facts, values),
    );
    return path;
  } catch (error) {
    if (error instanceof Stopped) return null;
    if (error instanceof ZipTooLargeError)
      throw new RunFailure(failure('archive-too-large', { name: basename(path) }));
    if (systemErrorCode(error) === '') throw error;
    throw new RunFailure(writeFailure(path, error));
  } finally {
    await source.close();
  }
}

class Stopped extends Error {}

/** Examples in a batch that shows what the network computes. */
const SAMPLE_EXAMPLES = 4;

/** Random examples, and the scores that the engine gives them. */
async function sampleBatch(
  network: NetworkToExport,
  { target }: Pick<ExportFacts, 'target'>,
  values: TensorValues,
): Promise<SampleBatch> {
  const { analysis, input, inputs: entering, layers } = network;
  const numbers = randomNumbers(exportedNumbers(network, target), SAMPLE_EXAMPLES);
  const session = await InferenceSession.open(analysis);
  try {
    const names = [
      ...new Set(
        layers.flatMap(({ weightsPath, weights }) => weights.map(({ name }) => `${weightsPath}/${name}`)),
      ),
    ];
    const weights = new Map<string, Float32Array>();
    for (const name of names) weights.set(name, await values.read(name));
    session.setWeights(weights);
    const shape = [SAMPLE_EXAMPLES * entering.length, ...input.shape];
    const inputs = randomUnits(elementCount({ shape }));
    const beside = numbers === null ? undefined : float32(numbers.standardized, numbers.shape);
    const seconds = randomSeconds(network.seconds, SAMPLE_EXAMPLES);
    const [first, ...others] = session
      .allScores(float32(inputs, shape), beside, fedSeconds(seconds))
      .map((scores) => ({
        scores: Float32Array.from(scores.values),
        shape: scores.shape,
      }));
    if (first === undefined) throw new Error('the network has no main output');
    return {
      ...{ inputs, shape, scores: first.scores, scoresShape: first.shape, others },
      ...(seconds.size > 0 && { seconds: [...seconds.values()] }),
      ...(numbers !== null && { numbers: { values: numbers.measured, shape: numbers.shape } }),
    };
  } finally {
    session.close();
  }
}

function fedSeconds(seconds: ReturnType<typeof randomSeconds>) {
  return Object.fromEntries([...seconds].map(([path, { values, shape }]) => [path, float32(values, shape)]));
}

async function factsOf(
  { document }: ExportCommand,
  datasets: DatasetRoots,
): Promise<Omit<ExportFacts, 'weights'>> {
  const found = await findDataset(datasets, document.dataset.id, document.dataset.name);
  return {
    document: serializeDocument(document),
    target: found.ok ? found.value.description.target : undefined,
  };
}

interface WeightSource {
  readonly values: TensorValues;
  readonly description: string;
  readonly close: () => void | Promise<void>;
}

async function openWeights(
  { document, weights }: ExportCommand,
  network: NetworkToExport,
): Promise<WeightSource> {
  switch (weights.type) {
    case 'initial': {
      const session = await InferenceSession.open(network.analysis);
      const values = valuesOf(session.initialWeights());
      const description = `untrained, as training with seed ${document.training.seed} begins`;
      return { values, description, close: () => session.close() };
    }
    case 'file':
      return openFile(weights.path, network, `of ${basename(weights.path)}`);
    case 'run': {
      const { path, state } = requireValue(await findRunWeights(weights.directory));
      if (state.identity.networkHash !== networkHash(document)) {
        throw new RunFailure(failure('checkpoint-of-another-network'));
      }
      return openFile(path, network, `of ${basename(weights.directory)}, after ${state.step} steps`);
    }
  }
}

async function openFile(path: string, network: NetworkToExport, description: string): Promise<WeightSource> {
  const file = await open(path);
  const weights = network.layers.flatMap(({ weightsPath, weights: all }) =>
    all.map(({ name, shape }) => ({ name: `${weightsPath}/${name}`, shape })),
  );
  const fitting = weights.filter(({ name, shape }) => `${file.shapeOf(name)}` === `${shape}`);
  if (fitting.length < weights.length) {
    await file.close();
    const values = { name: basename(path), count: fitting.length, total: weights.length };
    throw new RunFailure(failure('weights-incomplete', values));
  }
  return { values: file, description, close: () => file.close() };
}

async function open(path: string): Promise<TensorFile> {
  try {
    return await TensorFile.open(path);
  } catch (error) {
    if (systemErrorCode(error) !== '') throw new RunFailure(readFailure(path, error));
    const reason = error instanceof Error ? error.message : String(error);
    throw new RunFailure(failure('checkpoint-damaged', { name: basename(path), reason }));
  }
}
