import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import util from 'node:util';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { DeviceInfo } from '../../../preload/contract';
import { findGraphicsCards } from './graphics-cards';

/** The native engine: tfjs-node's module, what it runs on, and the library's version. */
export interface Engine {
  readonly tf: typeof TensorFlow;
  readonly backend: NodeBackend;
  /** What it computes on unless told otherwise. */
  readonly device: DeviceInfo;
  readonly cpu: DeviceInfo;
  /** Graphics cards the driver tells of, whether or not the engine can use them. */
  readonly cards: readonly DeviceInfo[];
  /** e.g. `TensorFlow 2.21.0`. */
  readonly name: string;
  /** How many threads an op may use. */
  readonly opThreads: OpThreads;
}

/** All cores for each op; or one, for networks whose steps are divided into lanes (`compile/lanes.ts`). */
export type OpThreads = 'all' | 'one';

let loading: Promise<Engine> | undefined;

/**
 * Loads libtensorflow into this process, once: the first caller decides on the threads, because the library makes them as it is
 * loaded. Throws when the native parts are missing or do not load.
 */
export function loadEngine(opThreads: OpThreads = 'all'): Promise<Engine> {
  loading ??= load(opThreads);
  return loading;
}

async function load(opThreads: OpThreads): Promise<Engine> {
  prepareEnvironment(opThreads);
  restoreUtilFunctions();
  // By `require`: Electron before 28 has no `import()` for modules outside of the bundle.
  const tf = createRequire(__filename)('@tensorflow/tfjs-node-gpu') as typeof TensorFlow;
  await tf.ready();
  const backend = tf.backend() as unknown as NodeBackend;
  const cards = await findGraphicsCards();
  const cpu = describeCpu();
  return {
    tf,
    backend,
    device: backend.isUsingGpuDevice ? (cards[0] ?? { kind: 'gpu', name: 'GPU' }) : cpu,
    cpu,
    cards,
    name: `TensorFlow ${backend.binding.TF_Version}`,
    opThreads,
  };
}

/** tfjs-node's backend: what it runs on, and the native binding. */
export interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: NativeBinding;
}

/** A tensor's values as the binding takes and gives them; bytes stand for truth values too. */
export type NativeValues = Float32Array | Int32Array | Uint8Array;

/** A tensor that a call has returned. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: readonly number[];
}

/** The addon: tensors and graph sessions go by number. */
export interface NativeBinding {
  readonly TF_Version: string;
  /** Numbers of the types. */
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_UINT8: number;
  readonly TF_BOOL: number;
  /** Shares the memory of `values` as long as the tensor lives, where its alignment suits the engine; else copies it. */
  createTensor(shape: readonly number[], type: number, values: NativeValues): number;
  /** A copy. */
  tensorDataSync(tensor: number): NativeValues;
  deleteTensor(tensor: number): void;
  getNumOfTensors(): number;
  /** Makes a session of a SavedModel directory. */
  loadSavedModel(directory: string, tag: string): number;
  deleteSavedModel(session: number): void;
  /** One native call. Inputs and outputs are named `OP:INDEX`, divided by commas. */
  runSavedModel(
    session: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): readonly NativeTensor[];
}

/** libtensorflow reads these once, while it is loaded. What the user has set stays. */
function prepareEnvironment(opThreads: OpThreads): void {
  const settings = {
    ...(opThreads === 'one' && { TF_NUM_INTRAOP_THREADS: '1' }),
    // Warnings of the library are for its developers; errors still appear, on stderr.
    TF_CPP_MIN_LOG_LEVEL: '2',
    // oneDNN's kernels on every processor, not only on those where TensorFlow switches them on by itself: the graph is made for
    // them, and grouped convolutions have no gradient without them.
    TF_ENABLE_ONEDNN_OPTS: '1',
    // Without it, the first session takes all memory of the GPU.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  };
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
}

/** tfjs 4.22 calls two functions of `util` that Node 23 has dropped. */
function restoreUtilFunctions(): void {
  const legacy: Record<string, (value: unknown) => boolean> = {
    isNullOrUndefined: (value) => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, check] of Object.entries(legacy)) {
    if (!(name in util)) Object.defineProperty(util, name, { value: check });
  }
}

function describeCpu(): DeviceInfo {
  const all = cpus();
  return { kind: 'cpu', name: all[0]?.model.trim() ?? 'CPU', cores: all.length };
}
