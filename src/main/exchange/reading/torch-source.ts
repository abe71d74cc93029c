import type { SourceWeight } from '../../../graph-runtime/exchange/import/source-weights';
import { sourceProblem } from '../../data/file-tree/source-problem-error';
import type { ByteSource } from '../../data/file-tree/zip/byte-source';
import { isReadableMethod, readZipEntry } from '../../data/file-tree/zip/zip-data';
import { readZipDirectory, type ZipEntry } from '../../data/file-tree/zip/zip-directory';
import { arrayOf, itemsOf, type PickledValue } from '../../data/formats/cifar/pickled-values';
import { type PickleCalls, unpickleFrom } from '../../data/formats/cifar/unpickle';
import { floatsOf, sizeOfFloat } from './float-values';
import { storageOf, TORCH_CALLS, type TorchStorage, type TorchTensor, tensorOf } from './torch-calls';
import { countOf, MOST_TENSORS, type WeightSource } from './weight-source';

/** A pickle describes tensors and has none of their values: that of a network of 1,000 layers takes some 500 kB. */
const MOST_PICKLE_BYTES = 64_000_000;
/** How PyTorch's files before version 1.6 begin: a pickle of this number. */
const LEGACY_NUMBER = Number(0x1950a86a20f9469cfc6cn);
/** How deep a state dictionary lies in dictionaries of a checkpoint. */
const DEEPEST = 4;

/** Whether a file is one of PyTorch's: an archive, or a pickle (that of before version 1.6). */
export function isTorchFile(source: ByteSource): boolean {
  const [first, second] = source.read(0, 2);
  return (first === 0x50 && second === 0x4b) || first === 0x80;
}

/**
 * The tensors of a file that `torch.save` has written, in either of its formats. A checkpoint may have its state dictionary anywhere
 * inside (`state_dict`, `model`); the dictionary with the most tensors is taken.
 *
 * @throws SourceProblemError `pickle-refused` with the name of whatever else the file wants to call, `file-damaged`, `unsupported-array`
 */
export async function openTorchFile(source: ByteSource): Promise<WeightSource> {
  const isArchive = source.read(0, 1)[0] === 0x50;
  const file = isArchive ? await openArchive(source) : openLegacy(source);
  const tensors = collectTensors(file.value, source.path);
  for (const [name, tensor] of tensors) requireSound(name, tensor, source.path);
  return {
    format: isArchive ? 'pytorch' : 'pytorch-legacy',
    isOfProject: false,
    weights: Array.from(tensors, ([name, { shape }]) => ({ name, shape })),
    async read({ name }: SourceWeight) {
      const tensor = tensors.get(name);
      if (tensor === undefined) throw sourceProblem('file-damaged', source.path, `it has no ${name}`);
      return gather(tensor, await file.storage(tensor.storage));
    },
    close: () => source.close(),
  };
}

interface TorchFile {
  readonly value: PickledValue;
  storage(storage: TorchStorage): Float32Array | Promise<Float32Array>;
}

async function openArchive(source: ByteSource): Promise<TorchFile> {
  const entries = new Map(
    readZipDirectory(source).map((entry) => [Buffer.from(entry.name).toString('utf8'), entry]),
  );
  const pickle = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  const folder = pickle?.slice(0, -'data.pkl'.length) ?? '';
  const read = async (name: string, most: number) =>
    readEntry(source, entries.get(folder + name), folder + name, most);
  // A program compiled with torch.jit brings its code along.
  if (pickle === undefined || entries.has(`${folder}constants.pkl`)) {
    throw sourceProblem('unsupported-array', source.path, pickle === undefined ? 'zip' : 'TorchScript');
  }
  if (entries.has(`${folder}byteorder`)) {
    const order = Buffer.from(await read('byteorder', 16)).toString('latin1');
    if (order !== 'little') throw sourceProblem('unsupported-array', source.path, 'big-endian');
  }
  const { value } = unpickleFrom(await read('data.pkl', MOST_PICKLE_BYTES), source.path, TORCH_CALLS);
  const known = new LastStorage();
  return {
    value,
    storage: (storage) =>
      known.get(storage, async () => {
        const wanted = bytesOf(storage, source.path);
        const bytes = await read(`data/${storage.key}`, wanted);
        if (bytes.length < wanted) throw sourceProblem('file-damaged', source.path, 'it is cut off');
        return floatsOf(bytes.subarray(0, wanted), storage.type);
      }),
  };
}

async function readEntry(source: ByteSource, entry: ZipEntry | undefined, name: string, most: number) {
  if (entry === undefined) throw sourceProblem('file-damaged', source.path, `${name} is missing`);
  if (entry.isEncrypted || !isReadableMethod(entry.method)) {
    throw sourceProblem('unsupported-array', source.path, `${name}: compression ${entry.method}`);
  }
  return readZipEntry(source, entry, `${source.path}/${name}`, most);
}

/** Pickles one after the other: a number, a version, the system, the value, the keys of storages; then for each its count and values. */
function openLegacy(source: ByteSource): TorchFile {
  const head = source.read(0, Math.min(source.size, MOST_PICKLE_BYTES));
  let at = 0;
  const storages = new Map<string, TorchStorage>();
  const calls: PickleCalls = {
    ...TORCH_CALLS,
    persistent(id) {
      const storage = storageOf(itemsOf(id), source.path);
      storages.set(storage.key, storage);
      return { type: 'made', kind: 'storage', items: itemsOf(id) };
    },
  };
  const next = () => {
    const { value, end } = unpickleFrom(head.subarray(at), source.path, calls);
    at += end;
    return value;
  };
  if (next() !== LEGACY_NUMBER) throw sourceProblem('unsupported-array', source.path, 'pickle');
  next();
  next();
  const value = next();
  const keys = next();
  if (typeof keys !== 'object' || keys?.type !== 'list')
    throw sourceProblem('file-damaged', source.path, 'its storages are missing');
  const places = legacyPlaces(source, at, keys.items.map(String), storages);
  const known = new LastStorage();
  return {
    value,
    storage: (storage) =>
      known.get(storage, () => {
        const start = places.get(storage.key);
        const wanted = bytesOf(storage, source.path);
        const bytes = start === undefined ? new Uint8Array() : source.read(start, wanted);
        if (bytes.length < wanted) throw sourceProblem('file-damaged', source.path, 'it is cut off');
        return floatsOf(bytes, storage.type);
      }),
  };
}

/** Where the values of each storage begin. */
function legacyPlaces(
  source: ByteSource,
  start: number,
  order: readonly string[],
  storages: ReadonlyMap<string, TorchStorage>,
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let at = start;
  for (const key of order) {
    const head = source.read(at, 8);
    if (head.length < 8) throw sourceProblem('file-damaged', source.path, 'it is cut off');
    const count = Number(new DataView(head.buffer, head.byteOffset).getBigInt64(0, true));
    const storage = storages.get(key);
    if (storage === undefined || count !== storage.count) {
      throw sourceProblem('file-damaged', source.path, 'a storage has another size than its tensors say');
    }
    places.set(key, at + 8);
    at += 8 + bytesOf(storage, source.path);
  }
  return places;
}

/** Tensors that share a storage follow one another: the last one is not read again. */
class LastStorage {
  #key: string | null = null;
  #values: Float32Array | null = null;

  async get({ key }: TorchStorage, read: () => Float32Array | Promise<Float32Array>): Promise<Float32Array> {
    if (this.#key === key && this.#values !== null) return this.#values;
    this.#values = null;
    this.#values = await read();
    this.#key = key;
    return this.#values;
  }
}

function bytesOf({ type, count }: TorchStorage, path: string): number {
  if (countOf([count]) === null) throw sourceProblem('file-damaged', path, 'a storage of an impossible size');
  return count * sizeOfFloat(type);
}

/** The dictionary with the most tensors, by their names; lists and objects are not looked into. */
function collectTensors(value: PickledValue, path: string): ReadonlyMap<string, TorchTensor> {
  let best: ReadonlyMap<string, TorchTensor> = new Map();
  const visit = (candidate: PickledValue, depth: number) => {
    if (typeof candidate !== 'object' || candidate?.type !== 'dictionary' || depth > DEEPEST) return;
    const tensors = new Map<string, TorchTensor>();
    for (const [name, entry] of candidate.entries) {
      const tensor = tensorOf(entry, path);
      if (tensor !== null) tensors.set(name, tensor);
      else if (arrayOf(entry, path) === null) visit(entry, depth + 1);
    }
    if (tensors.size > best.size) best = tensors;
  };
  visit(value, 0);
  if (best.size === 0) throw sourceProblem('unsupported-array', path, 'no state dictionary');
  if (best.size > MOST_TENSORS) throw sourceProblem('file-damaged', path, 'it has too many tensors');
  return best;
}

/** Sizes and places that lie are found before anything is allocated. */
function requireSound(name: string, { storage, offset, shape, strides }: TorchTensor, path: string): void {
  const count = countOf(shape);
  const lie = () => sourceProblem('file-damaged', path, `the values of ${name} do not fit its shape`);
  if (count === null || !Number.isInteger(offset) || offset < 0) throw lie();
  if (strides.some((stride) => !Number.isInteger(stride) || stride < 0)) throw lie();
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), offset);
  if (count > 0 && last >= storage.count) throw lie();
}

/** The tensor's values in the order of its shape, wherever they lie in the storage. */
function gather({ offset, shape, strides }: TorchTensor, values: Float32Array): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const contiguous = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const isContiguous = shape.every((size, axis) => size === 1 || strides[axis] === contiguous[axis]);
  if (isContiguous) return values.slice(offset, offset + count);
  const result = new Float32Array(count);
  const place = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < count; to += 1) {
    result[to] = values[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const [at = 0, stride = 0, size = 1] = [place[axis], strides[axis], shape[axis]];
      place[axis] = at + 1;
      from += stride;
      if (at + 1 < size) break;
      place[axis] = 0;
      from -= size * stride;
    }
  }
  return result;
}
