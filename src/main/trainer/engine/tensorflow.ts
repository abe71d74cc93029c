import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import util from 'node:util';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { DeviceInfo } from '../../../contract/contract';
import { type DeviceCapabilities, findCapabilities } from './capabilities';
import { applyEngineEnvironment, type UserSetting } from './environment.mjs';
import { findGraphicsCards } from './graphics-cards';
import type { OpBinding } from './probe-capabilities.mjs';

/** The native engine: tfjs-node's module, what it runs on, and the library's version. */
export interface Engine {
  readonly tf: typeof TensorFlow;
  readonly backend: NodeBackend;
  /** What it computes on unless specified otherwise. */
  readonly device: DeviceInfo;
  readonly cpu: DeviceInfo;
  /** Graphics cards the driver reports, whether or not the engine can use them. */
  readonly cards: readonly DeviceInfo[];
  /** e.g. `TensorFlow 2.21.0`. */
  readonly name: string;
  /** How many threads an op may use. */
  readonly opThreads: OpThreads;
  /** Whether the user has chosen that number: another process would have the same. */
  readonly areThreadsChosen: boolean;
  /** The user's environment variables that concern the engine, obeyed or not. */
  readonly settings: readonly UserSetting[];
  readonly capabilities: DeviceCapabilities;
}

/** All cores for each op; or one, for networks whose steps are divided into shards (`compile/sharded-step.ts`). */
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

/**
 * Loads what of the engine is JavaScript, for which the threads need not be known: in a process that waits for its first command, a fifth of
 * the time that the engine takes. What is missing is reported by `loadEngine`.
 */
export function loadEngineModules(): void {
  try {
    const engine = createRequire(__filename).resolve('@tensorflow/tfjs-node-gpu');
    withoutSourceMaps(() => createRequire(engine)('@tensorflow/tfjs'));
  } catch {
    // The same failure comes again, to whoever needs the engine.
  }
}

/**
 * Loads modules whose source maps are not read: the library's are ten times as large as what they describe of it, and a stack trace of ours
 * needs none of them.
 */
function withoutSourceMaps<T>(load: () => T): T {
  const areEnabled = process.sourceMapsEnabled;
  if (areEnabled) process.setSourceMapsEnabled(false);
  try {
    return load();
  } finally {
    if (areEnabled) process.setSourceMapsEnabled(true);
  }
}

async function load(opThreads: OpThreads): Promise<Engine> {
  // libtensorflow reads it once, while it is loaded.
  const settings = applyEngineEnvironment(process.env, { opThreads });
  restoreUtilFunctions();
  // By `require`: Electron before 28 has no `import()` for modules outside of the bundle.
  const require = createRequire(__filename);
  const tf = withoutSourceMaps(() => require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow);
  await tf.ready();
  const backend = tf.backend() as unknown as NodeBackend;
  const cards = await findGraphicsCards();
  const cpu = describeCpu();
  const chosenThreads = settings.find(
    ({ name, objection }) => name === 'TF_NUM_INTRAOP_THREADS' && objection === null,
  );
  return {
    tf,
    backend,
    device: backend.isUsingGpuDevice ? (cards[0] ?? { kind: 'gpu', name: 'GPU' }) : cpu,
    cpu,
    cards,
    name: `TensorFlow ${backend.binding.TF_Version}`,
    opThreads: chosenThreads === undefined ? opThreads : Number(chosenThreads.value) === 1 ? 'one' : 'all',
    areThreadsChosen: chosenThreads !== undefined,
    settings,
    capabilities: findCapabilities(backend.binding, backend.isUsingGpuDevice),
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
export interface NativeBinding extends OpBinding {
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
