import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset, File, Group } from 'h5wasm/node';
import { z } from 'zod';
import type { KerasSourceModel } from '../../../../graph-runtime/exchange/import/keras/source-model';
import type { SourceTensor } from '../../../../graph-runtime/exchange/import/network/weight-values';
import { guarded, isHdf5, openHdf5 } from '../../../data/formats/hdf5/hdf5-file';
import { sourceProblem } from '../../../data/file-tree/source-problem-error';
import type { ByteSource } from '../../../data/file-tree/zip/byte-source';
import { readZipEntry } from '../../../data/file-tree/zip/zip-data';
import { readZipDirectory, type ZipEntry } from '../../../data/file-tree/zip/zip-directory';
import { countOf } from '../weight-source';
import { weightsByLayer } from './layer-weights';

const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';
const MOST_JSON_BYTES = 64_000_000;
/** Weights hardly get smaller: an archive that says otherwise is none of weights. */
const MOST_RATIO = 50;
const MOST_BYTES = 2 ** 31 - 1;
/** HDF5's number for floats (H5Tpublic.h). */
const FLOAT = 1;
const MOST_GROUPS = 100_000;
const DEEPEST = 24;

interface OpenedModel {
  readonly model: KerasSourceModel;
  close(): void;
}

/** Whether a file is one of Keras 3: an archive with a description and weights. */
export function isKerasArchive(source: ByteSource): boolean {
  const [first, second] = source.read(0, 2);
  if (first !== 0x50 || second !== 0x4b) return false;
  const names = readZipDirectory(source).map(nameOf);
  return names.includes(CONFIG) && names.includes(WEIGHTS);
}

export const isKerasHdf5 = (source: ByteSource) => isHdf5(source.read(0, 2_056));

const nameOf = ({ name }: ZipEntry) => Buffer.from(name).toString('utf8');

/** @throws SourceProblemError */
export async function openKerasArchive(source: ByteSource): Promise<OpenedModel> {
  const entries = new Map(readZipDirectory(source).map((entry) => [nameOf(entry), entry]));
  const config = await readZipEntry(source, required(entries, CONFIG, source), CONFIG, MOST_JSON_BYTES);
  const entry = required(entries, WEIGHTS, source);
  const most = Math.min(MOST_BYTES, MOST_RATIO * entry.packedSize + 1_000_000);
  const bytes = await readZipEntry(source, entry, WEIGHTS, most);
  const folder = mkdtempSync(join(tmpdir(), 'netloom-keras-'));
  const path = join(folder, 'weights.h5');
  try {
    writeFileSync(path, bytes);
    const file = await openHdf5(path, source.path);
    const tensors = guarded(source.path, () => tensorsOf(file, source.path));
    const topology = parsed(Buffer.from(config).toString('utf8'), source.path);
    const byPlace = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    return {
      model: {
        ...{ format: 'keras', version: '3', topology },
        weights: { all: tensors, of: (_, classPath) => variablesOf(byPlace, classPath) },
      },
      close: () => closed(file, folder),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function closed(file: File, folder: string): void {
  file.close();
  rmSync(folder, { recursive: true, force: true });
}

function required(entries: ReadonlyMap<string, ZipEntry>, name: string, source: ByteSource): ZipEntry {
  const entry = entries.get(name);
  if (entry === undefined) throw sourceProblem('file-damaged', source.path, `${name} is missing`);
  return entry;
}

/** Parts of a recurrent layer, and of attention, in the order in which Keras 2 has their weights. */
const PARTS = ['cell', 'query_dense', 'key_dense', 'value_dense', 'output_dense'];

/** `layers/conv2d_1/vars/0`, `layers/functional/layers/dense/vars/0`, in their order; of layers with parts, those of each part: `layers/lstm/cell/vars/0`. */
function variablesOf(
  tensors: ReadonlyMap<string, SourceTensor>,
  classPath: readonly string[],
): readonly SourceTensor[] {
  const place = classPath.map((name) => `layers/${name}`).join('/');
  const own = listedAt(tensors, place);
  if (own.length > 0) return own;
  return PARTS.flatMap((part) => listedAt(tensors, `${place}/${part}`));
}

function listedAt(tensors: ReadonlyMap<string, SourceTensor>, place: string): readonly SourceTensor[] {
  const found: SourceTensor[] = [];
  for (let at = 0; ; at += 1) {
    const tensor = tensors.get(`${place}/vars/${at}`);
    if (tensor === undefined) return found;
    found.push(tensor);
  }
}

/** A file of Keras 1 and 2, or of Keras 3 in the old format. @throws SourceProblemError */
export async function openKerasHdf5(source: ByteSource): Promise<OpenedModel> {
  const file = await openHdf5(source.path);
  const text = (name: string) =>
    guarded(source.path, () => z.string().catch('').parse(file.attrs[name]?.value));
  const config = text('model_config');
  if (config === '') {
    file.close();
    throw sourceProblem('unsupported-array', source.path, 'weights without a model');
  }
  const tensors = guarded(source.path, () => tensorsOf(file, source.path)).map((tensor) => ({
    ...tensor,
    // Group of the layer first; the names inside begin with it once more.
    name: tensor.name.replace(/^model_weights\//, ''),
  }));
  return {
    model: {
      ...{ format: 'keras-h5', version: text('keras_version'), topology: parsed(config, source.path) },
      weights: weightsByLayer(tensors),
    },
    close: () => file.close(),
  };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw sourceProblem('file-damaged', path, 'its description cannot be read');
  }
}

/** All arrays of floats, by their places. */
function tensorsOf(file: File, path: string): readonly SourceTensor[] {
  const found: SourceTensor[] = [];
  let visited = 0;
  const visit = (group: Group, prefix: string, depth: number) => {
    for (const key of group.keys()) {
      visited += 1;
      if (visited > MOST_GROUPS || depth > DEEPEST)
        throw sourceProblem('file-damaged', path, 'it has too many groups');
      const name = prefix === '' ? key : `${prefix}/${key}`;
      if (/^(optimizer|optimizer_weights)$/.test(name)) continue;
      const entity = group.get(key);
      if (entity === null || !('type' in entity)) continue;
      if (entity.type === 'Group') visit(entity as Group, name, depth + 1);
      if (entity.type === 'Dataset') found.push(...tensorOf(entity as Dataset, name, path));
    }
  };
  visit(file, '', 0);
  return found;
}

function tensorOf(dataset: Dataset, name: string, path: string): readonly SourceTensor[] {
  const { metadata } = dataset;
  if (metadata.type !== FLOAT) return [];
  const shape = (metadata.shape ?? []).map(Number);
  if (countOf(shape) === null) throw sourceProblem('file-damaged', path, `the size of ${name}`);
  return [
    {
      ...{ name, shape },
      values() {
        const value = guarded(path, () => dataset.value);
        if (value instanceof Float32Array) return value;
        if (value instanceof Float64Array) return Float32Array.from(value);
        throw sourceProblem('unsupported-array', path, name);
      },
    },
  ];
}
