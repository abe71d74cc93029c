import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { failure } from '../../../contract/failures';
import type { ReadNetwork } from '../../../contract/network-import';
import type { ImportResult } from '../../../graph-runtime/exchange/import/network/import-result';
import type {
  ImportedNetwork,
  ImportedWeight,
} from '../../../graph-runtime/exchange/import/network/imported-network';
import { elementCount } from '../../../graph-runtime/layers/tensor-type';
import { SourceProblemError, sourceProblem } from '../../data/file-tree/source-problem-error';
import { modelProblem, openModel } from '../../exchange/reading/open-model';
import { openWeights } from '../../exchange/reading/open-weights';
import type { WeightSource } from '../../exchange/reading/weight-source';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { findResourceRoot } from '../../files/resource-root';
import { fittingNetwork } from '../../gallery/fitting-network';
import type { RunControl } from '../prepare/run-control';
import { packHeader } from '../program/weights-file';
import type { TrainerCommand } from '../protocol/protocol';
import { RunFailure } from '../protocol/trainer-failure';
import { weightsFailure } from './import-weights';

type ImportCommand = Extract<TrainerCommand, { type: 'import-network' }>;

/**
 * Reads a network from elsewhere, and writes its weights under the names of its nodes. Null when it was stopped: then nothing was written. It
 * runs where a file that lies may end a process: in a trainer's.
 *
 * @throws RunFailure when the file cannot be read, or holds no network
 */
export async function importNetwork(
  { source: path, target }: ImportCommand,
  control: RunControl,
): Promise<ReadNetwork | null> {
  const { result, close } = await opened(path);
  try {
    const network = requireNetwork(result, path);
    const { document, weights, report } = network;
    if (weights.length === 0) return { document, report, sha256: null };
    const hash = createHash('sha256');
    await writeFileAtomically(
      target,
      piecesOf(network, control, (piece) => hash.update(piece)),
    );
    return { document, report, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof Stopped) return null;
    if (error instanceof RunFailure || systemErrorCode(error) === '')
      throw failureOf(modelProblem(error, path), path);
    throw new RunFailure(writeFailure(target, error));
  } finally {
    close();
  }
}

class Stopped extends Error {}

async function opened(path: string) {
  try {
    return await openModel(path);
  } catch (error) {
    const isOther = error instanceof SourceProblemError && error.problem.reason === 'unsupported-array';
    throw (isOther ? await weightsAlone(path) : null) ?? failureOf(error, path);
  }
}

/** What is wrong with a file of weights, of which no network can be made; null for all other files. */
async function weightsAlone(path: string): Promise<unknown> {
  const name = basename(path);
  let source: WeightSource | null = null;
  try {
    source = await openWeights(path);
    const network = await fittingNetwork(join(findResourceRoot(__dirname), 'presets'), source.weights);
    return new RunFailure(
      network === null
        ? failure('model-is-weights', { name, count: source.weights.length })
        : failure('model-is-weights-of', { name, network }),
    );
  } catch (error) {
    // A pickle that wants code is refused by name here, too.
    const isRefused = error instanceof SourceProblemError && error.problem.reason === 'pickle-refused';
    return isRefused ? weightsFailure(error, path) : null;
  } finally {
    source?.close();
  }
}

function requireNetwork(result: ImportResult, path: string): ImportedNetwork {
  if (result.ok) return result.network;
  const name = basename(path);
  switch (result.reason) {
    case 'quantized':
      throw new RunFailure(failure('model-quantized', { name, operator: result.detail }));
    case 'cycle':
      throw new RunFailure(failure('model-with-cycle', { name }));
    case 'no-input':
      throw new RunFailure(failure('model-without-input', { name }));
    case 'no-layers':
      throw new RunFailure(failure('model-without-layers', { name }));
  }
}

/** What is wrong with the file, in the words of an import of networks. */
function failureOf(error: unknown, path: string): unknown {
  if (!(error instanceof SourceProblemError)) return error;
  const { reason, detail = '' } = error.problem;
  const name = basename(path);
  if (reason === 'unsupported-array')
    return new RunFailure(failure('model-unsupported', { name, what: detail }));
  if (reason === 'unreadable') return new RunFailure(failure('weights-unreadable', { name, reason: detail }));
  return new RunFailure(failure('model-damaged', { name, reason: detail }));
}

/** A safetensors file in pieces; one tensor at a time is in memory. */
async function* piecesOf(
  { weights }: ImportedNetwork,
  control: RunControl,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const header = packHeader(
    weights.map(({ name, shape }) => ({ name, dtype: 'float32', shape })),
    { format: 'netloom' },
  );
  onPiece(header);
  yield header;
  for (const weight of weights) {
    if (control.isStopRequested) throw new Stopped();
    const piece = bytesOf(weight);
    onPiece(piece);
    yield piece;
  }
}

function bytesOf({ tensor, shape }: ImportedWeight): Uint8Array {
  const values = tensor.values();
  if (values.length !== elementCount({ shape })) {
    throw sourceProblem('file-damaged', tensor.name, `the values of ${tensor.name} do not fit its shape`);
  }
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken !== -1) {
    throw new RunFailure(failure('model-not-finite', { name: tensor.name, value: String(values[broken]) }));
  }
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
