import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { failure } from '../../../contract/failures';
import type { WeightImportReport } from '../../../contract/weight-import';
import {
  type MappedWeight,
  matchOwnWeights,
  matchWeights,
  type WeightMatch,
} from '../../../graph-runtime/exchange/import/match-weights';
import { NO_EDITS, torchEdits } from '../../../graph-runtime/exchange/import/torch-edits';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { SourceProblemError } from '../../data/file-tree/source-problem-error';
import { permutedPieces } from '../../exchange/permuted-pieces';
import { openWeights } from '../../exchange/reading/open-weights';
import type { WeightSource } from '../../exchange/reading/weight-source';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { findResourceRoot } from '../../files/resource-root';
import { fittingNetwork } from '../../gallery/fitting-network';
import { requireTrainable } from '../prepare/require-trainable';
import type { RunControl } from '../prepare/run-control';
import { packHeader } from '../program/weights-file';
import type { TrainerCommand } from '../protocol/protocol';
import { RunFailure } from '../protocol/trainer-failure';

type ImportCommand = Extract<TrainerCommand, { type: 'import-weights' }>;

/**
 * Writes the weights of a file from elsewhere as Netloom has them, under the names of the network's nodes. Null when it was stopped: then
 * nothing was written. It runs where a file that lies may end a process: in a trainer's.
 *
 * @throws RunFailure when the file cannot be read, wants to run code, or nothing of it fits
 */
export async function importWeights(
  { document, source: path, target }: ImportCommand,
  control: RunControl,
): Promise<WeightImportReport | null> {
  const analysis = analyze(document);
  requireTrainable(analysis);
  const source = await opened(path);
  try {
    const isOwn = source.format === 'netloom';
    const match = isOwn
      ? matchOwnWeights(analysis, source.weights)
      : matchWeights(analysis, source.weights, source.isOfProject);
    if (match.mapped.length === 0) {
      throw await fittingFailure(source, basename(path));
    }
    const hash = createHash('sha256');
    await writeFileAtomically(
      target,
      piecesOf(source, match, control, (piece) => hash.update(piece)),
    );
    const edits = isOwn ? NO_EDITS : torchEdits(document, match.family);
    return reportOf(source, match, edits, hash.digest('hex'));
  } catch (error) {
    if (error instanceof Stopped) return null;
    if (error instanceof RunFailure || systemErrorCode(error) === '') throw weightsFailure(error, path);
    throw new RunFailure(writeFailure(target, error));
  } finally {
    source.close();
  }
}

async function fittingFailure({ weights }: WeightSource, name: string): Promise<RunFailure> {
  const network = await fittingNetwork(join(findResourceRoot(__dirname), 'presets'), weights);
  const isKnown = network !== null;
  return new RunFailure(
    isKnown
      ? failure('weights-of-another-network', { name, network })
      : failure('weights-do-not-fit', { name }),
  );
}

class Stopped extends Error {}

async function opened(path: string): Promise<WeightSource> {
  try {
    return await openWeights(path);
  } catch (error) {
    throw weightsFailure(error, path);
  }
}

/** What is wrong with the file, in the words of an import of weights. */
export function weightsFailure(error: unknown, path: string): unknown {
  if (!(error instanceof SourceProblemError)) return error;
  const { reason, detail = '' } = error.problem;
  const name = basename(path);
  if (reason === 'pickle-refused') return new RunFailure(failure('weights-refused', { name, call: detail }));
  if (reason === 'unsupported-array' || reason === 'object-array') {
    return new RunFailure(failure('weights-unsupported', { name, what: detail }));
  }
  if (reason === 'unreadable') return new RunFailure(failure('weights-unreadable', { name, reason: detail }));
  return new RunFailure(failure('weights-damaged', { name, reason: detail }));
}

/** A safetensors file in pieces; one tensor at a time is in memory. */
async function* piecesOf(
  source: WeightSource,
  { mapped }: WeightMatch,
  control: RunControl,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const header = packHeader(
    mapped.map(({ name, shape }) => ({ name, dtype: 'float32', shape })),
    { format: 'netloom' },
  );
  onPiece(header);
  yield header;
  for (const weight of mapped) {
    if (control.isStopRequested) throw new Stopped();
    for await (const piece of weightPieces(source, weight)) {
      onPiece(piece);
      yield piece;
    }
  }
}

async function* weightPieces(
  source: WeightSource,
  { source: from, rearrangement, part }: MappedWeight,
): AsyncGenerator<Uint8Array> {
  const all = await source.read(from);
  const length = part === null ? all.length : all.length / part.of;
  const values = part === null ? all : all.subarray(part.at * length, (part.at + 1) * length);
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken !== -1) {
    throw new RunFailure(
      failure('imported-weights-not-finite', { name: from.name, value: String(values[broken]) }),
    );
  }
  const { view = from.shape, axes = null } = rearrangement ?? {};
  yield* permutedPieces(values, view, axes);
}

function reportOf(
  { format }: WeightSource,
  { family, prefix, mapped, missing, leftOver, counters }: WeightMatch,
  { padded, movedStrides, adjusted }: Pick<WeightImportReport, 'padded' | 'movedStrides' | 'adjusted'>,
  sha256: string,
): WeightImportReport {
  return {
    ...{ format, family, prefix, padded, movedStrides, adjusted, sha256 },
    counters: counters.length,
    mapped: mapped.map(({ name, source, shape, kind }) => ({ name, from: source.name, shape, kind })),
    missing: missing.map(({ name, shape, found }) => ({ name, shape, found: found?.shape ?? null })),
    leftOver: leftOver.map(({ name, shape }) => ({ name, shape })),
  };
}
