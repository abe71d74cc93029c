import { sourceProblem } from '../../data/file-tree/source-problem-error';
import { itemsOf, type PickledValue, reduceCall } from '../../data/formats/cifar/pickled-values';
import type { PickleCalls } from '../../data/formats/cifar/unpickle';
import type { FloatType } from './float-values';

/** What a pickle of PyTorch calls to make tensors; nothing of it is run, the arguments say all there is. */
const TENSORS = /^torch\._utils\._rebuild_tensor(_v2)?$/;
const PARAMETER = /^torch\._utils\._rebuild_parameter(_with_state)?$/;
/** Values beside weights in checkpoints of training, which say nothing here. */
const OTHERS =
  /^(torch\.(Size|device|dtype)|argparse\.Namespace|collections\.(defaultdict|Counter)|pathlib\.\w+)$/;
/** Global names that are no calls: the types of storages, and of numbers. */
const STORAGE = /^torch\.(\w+Storage|(float|bfloat|int|uint)\d+|bool|storage\.\w+)$/;

const STORAGE_TYPES: Readonly<Record<string, FloatType>> = {
  ...{
    FloatStorage: 'float32',
    DoubleStorage: 'float64',
    HalfStorage: 'float16',
    BFloat16Storage: 'bfloat16',
  },
  ...{ CharStorage: 'int8', ByteStorage: 'uint8', ShortStorage: 'int16', IntStorage: 'int32' },
  ...{ LongStorage: 'int64', BoolStorage: 'bool' },
};

/** Where values lie: many tensors may share one. */
export interface TorchStorage {
  readonly key: string;
  readonly type: FloatType;
  /** Values in it. */
  readonly count: number;
}

/** A tensor as a pickle describes it. */
export interface TorchTensor {
  readonly storage: TorchStorage;
  /** In values. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** Distance of neighbors along each axis, in values. */
  readonly strides: readonly number[];
}

/** The calls of PyTorch's files, and those of NumPy that occur beside them. */
export const TORCH_CALLS: PickleCalls = {
  reduce(callable, argument, path) {
    const name =
      typeof callable === 'object' && callable?.type === 'global' ? callable.name : 'an unnamed function';
    if (TENSORS.test(name)) return { type: 'made', kind: 'tensor', items: itemsOf(argument) };
    // The tensor is the first argument.
    if (PARAMETER.test(name)) return itemsOf(argument)[0] ?? null;
    if (OTHERS.test(name)) return { type: 'list', items: [...itemsOf(argument)] };
    return reduceCall(callable, argument, path);
  },
  persistent: (id) => ({ type: 'made', kind: 'storage', items: itemsOf(id) }),
};

/** The tensor that a value is; null for another. @throws SourceProblemError `unsupported-array`, `file-damaged` */
export function tensorOf(value: PickledValue, path: string): TorchTensor | null {
  if (typeof value !== 'object' || value?.type !== 'made' || value.kind !== 'tensor') return null;
  const [storage = null, offset = null, shape = null, strides = null] = value.items;
  const sizes = itemsOf(shape).map(Number);
  const steps = itemsOf(strides).map(Number);
  if (typeof storage !== 'object' || storage?.type !== 'made' || storage.kind !== 'storage') {
    throw sourceProblem('file-damaged', path, 'a tensor without values');
  }
  if (typeof offset !== 'number' || sizes.length !== steps.length || sizes.length > 8) {
    throw sourceProblem('file-damaged', path, 'a tensor without a shape');
  }
  return { storage: storageOf(storage.items, path), offset, shape: sizes, strides: steps };
}

/** What a reference to a storage says: `('storage', type, key, place, count)`. @throws SourceProblemError as `tensorOf` */
export function storageOf(items: readonly PickledValue[], path: string): TorchStorage {
  const [, type = null, key = null, , count = null] = items;
  const name = typeof type === 'object' && type?.type === 'global' ? type.name : '';
  const known = STORAGE.test(name) ? STORAGE_TYPES[name.replace(/^torch\./, '')] : undefined;
  if (known === undefined) throw sourceProblem('unsupported-array', path, name === '' ? 'storage' : name);
  if (typeof count !== 'number' || (typeof key !== 'string' && typeof key !== 'number')) {
    throw sourceProblem('file-damaged', path, 'a storage without a name');
  }
  return { key: String(key), type: known, count };
}
