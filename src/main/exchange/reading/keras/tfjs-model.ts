import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { KerasSourceModel } from '../../../../graph-runtime/exchange/import/keras/source-model';
import type { SourceTensor } from '../../../../graph-runtime/exchange/import/network/weight-values';
import { type ByteSource, openByteSource } from '../../../data/file-tree/zip/byte-source';
import { sourceProblem } from '../../../data/file-tree/source-problem-error';
import { type FloatType, floatsOf, sizeOfFloat } from '../float-values';
import { countOf, MOST_TENSORS } from '../weight-source';
import { weightsByLayer } from './layer-weights';

/** A description without its weights; that of a network of 1,000 layers takes some 500 kB. */
const MOST_JSON_BYTES = 64_000_000;

const weightSchema = z.object({
  name: z.string().max(1_000),
  shape: z.array(z.number().int().min(0)).max(8),
  dtype: z.string(),
  quantization: z
    .object({ dtype: z.string(), scale: z.number().optional(), min: z.number().optional() })
    .optional(),
});
type WeightSpec = z.infer<typeof weightSchema>;

const modelSchema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string().max(1_000)).max(100_000),
        weights: z.array(weightSchema).max(MOST_TENSORS),
      }),
    )
    .max(10_000),
  generatedBy: z.string().nullish(),
});

/** Whether a file is a description of TensorFlow.js: JSON with a topology and a list of weights. */
export function isTfjsModel(source: ByteSource): boolean {
  const head = Buffer.from(source.read(0, 64)).toString('latin1').trimStart();
  if (!head.startsWith('{') || source.size > MOST_JSON_BYTES) return false;
  return modelSchema.safeParse(jsonOf(source)).success;
}

function jsonOf(source: ByteSource): unknown {
  try {
    return JSON.parse(Buffer.from(source.read(0, source.size)).toString('utf8'));
  } catch {
    return null;
  }
}

/** A layers model; values stay in their files until they are asked for. @throws SourceProblemError */
export function readTfjsModel(source: ByteSource): KerasSourceModel {
  const { modelTopology, weightsManifest, generatedBy } = modelSchema.parse(jsonOf(source));
  const config = z.record(z.string(), z.unknown()).safeParse(modelTopology.model_config);
  const topology = config.success ? config.data : modelTopology;
  if (!('class_name' in topology)) {
    throw sourceProblem('unsupported-array', source.path, 'a graph model of TensorFlow.js, without layers');
  }
  const tensors = weightsManifest.flatMap(({ paths, weights }) => {
    const shards = new Shards(source.path, paths);
    let offset = 0;
    return weights.map((spec) => {
      const tensor = tensorOf(spec, shards, offset, source.path);
      offset += tensor.bytes;
      return tensor.tensor;
    });
  });
  const version = z.string().catch('').parse(modelTopology.keras_version);
  return {
    ...{ format: 'tfjs', topology, weights: weightsByLayer(tensors) },
    version: version === '' ? (generatedBy ?? '') : version,
  };
}

/** Values of weights as one row of bytes, over several files beside the description. */
class Shards {
  constructor(
    private readonly model: string,
    private readonly names: readonly string[],
  ) {}

  read(start: number, length: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let [begin, found] = [0, 0];
    for (const name of this.names) {
      const source = openByteSource(this.#pathOf(name));
      try {
        const from = Math.max(start + found - begin, 0);
        if (found < length && from < source.size) {
          const part = source.read(from, Math.min(length - found, source.size - from));
          parts.push(part);
          found += part.length;
        }
        begin += source.size;
      } finally {
        source.close();
      }
      if (found >= length) break;
    }
    if (found < length) throw sourceProblem('file-damaged', this.model, 'its weights are cut off');
    return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
  }

  /** Only beside the description, or below. */
  #pathOf(name: string): string {
    const folder = resolve(dirname(this.model));
    const inside = relative(folder, resolve(folder, name));
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside) || isAbsolute(name)) {
      throw sourceProblem('unsupported-array', this.model, `a file outside of its folder: ${name}`);
    }
    return join(folder, inside);
  }
}

const TYPES: Readonly<Record<string, FloatType>> = {
  ...{ float32: 'float32', float16: 'float16', int32: 'int32', bool: 'bool', uint8: 'uint8' },
};

function tensorOf(
  { name, shape, dtype, quantization }: WeightSpec,
  shards: Shards,
  offset: number,
  path: string,
) {
  const count = countOf(shape);
  if (count === null) throw sourceProblem('file-damaged', path, `the size of ${name}`);
  const stored = quantization?.dtype ?? dtype;
  const isWide = stored === 'uint16';
  const type = TYPES[stored];
  if (type === undefined && !isWide) throw sourceProblem('unsupported-array', path, `${name}: ${stored}`);
  const bytes = count * (isWide ? 2 : sizeOfFloat(type ?? 'float32'));
  const { scale = 1, min = 0 } = quantization ?? {};
  const tensor: SourceTensor = {
    ...{ name, shape },
    values() {
      const raw = shards.read(offset, bytes);
      const values = isWide ? wideOf(raw) : floatsOf(raw, type ?? 'float32');
      // Quantized weights are written as numbers of equal steps between the least and the greatest.
      const isStepped = quantization !== undefined && stored !== 'float16';
      return isStepped ? values.map((value) => value * scale + min) : values;
    },
  };
  return { tensor, bytes };
}

function wideOf(raw: Uint8Array): Float32Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length: Math.floor(raw.length / 2) }, (_, at) => view.getUint16(2 * at, true));
}
