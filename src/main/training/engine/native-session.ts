import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-node-gpu';
import { identity, placeholder } from '../../../graph-runtime/compile/ops/variables';
import type { CallableGraph, Signature } from '../../../graph-runtime/compile/signature';
import { SAVED_MODEL_TAG, writeSavedModel } from './saved-model';
import { removeOnExit } from './temporary-directories';
import type { TensorData } from './tensor-data';
import { type Engine, loadEngine } from './tensorflow';

type LoadedSignature = Awaited<ReturnType<Engine['tf']['node']['loadSavedModel']>>;

/** Input of signatures that need none: the binding cannot call without one. */
const NOTHING = 'nothing';

/**
 * A graph in the native engine. Each call of `run` is one native call; variables live on between calls until `dispose`.
 */
export class NativeSession {
  readonly engine: Engine;
  readonly #directory: string;
  readonly #loaded: ReadonlyMap<string, LoadedSignature>;

  private constructor(engine: Engine, directory: string, loaded: ReadonlyMap<string, LoadedSignature>) {
    this.engine = engine;
    this.#directory = directory;
    this.#loaded = loaded;
  }

  /** Hands the graph over to the engine. Throws when the engine cannot be loaded or rejects the graph. */
  static async create(callable: CallableGraph): Promise<NativeSession> {
    const engine = await loadEngine();
    const directory = await mkdtemp(join(tmpdir(), 'netloom-'));
    removeOnExit(directory);
    await writeSavedModel(directory, callableNatively(callable));
    const loaded = new Map<string, LoadedSignature>();
    for (const name of Object.keys(callable.signatures)) {
      loaded.set(name, await engine.tf.node.loadSavedModel(directory, [SAVED_MODEL_TAG], name));
    }
    return new NativeSession(engine, directory, loaded);
  }

  /**
   * Calls a signature and copies its outputs. Blocks this thread until they are there.
   *
   * @param feeds a value for each of the signature's inputs
   */
  run(signature: string, feeds: Readonly<Record<string, TensorData>> = {}): Record<string, TensorData> {
    const loaded = this.#loaded.get(signature);
    if (loaded === undefined) throw new Error(`the graph has no signature ${signature}`);
    const inputs = this.#upload(Object.keys(feeds).length === 0 ? { [NOTHING]: ZERO } : feeds);
    let outputs: NamedTensorMap = {};
    try {
      outputs = asMap(loaded.predict(inputs));
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, download(tensor)]));
    } finally {
      this.engine.tf.dispose([inputs, outputs]);
    }
  }

  /** Ends the session: its variables are gone, its memory is given back. */
  async dispose(): Promise<void> {
    for (const signature of this.#loaded.values()) signature.dispose();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #upload(feeds: Readonly<Record<string, TensorData>>): NamedTensorMap {
    const { tf } = this.engine;
    return Object.fromEntries(
      Object.entries(feeds).map(([name, { dtype, shape, values }]) => [
        name,
        // tfjs has no uint8 of its own: such a feed travels as int32 and is narrowed at the boundary.
        tf.tensor(values, [...shape], dtype === 'uint8' ? 'int32' : dtype),
      ]),
    );
  }
}

const ZERO: TensorData = { dtype: 'int32', shape: [], values: Int32Array.of(0) };

/** Gives every signature what the binding and the session insist on: an input, and outputs that are not inputs themselves. */
function callableNatively({ graph, signatures }: CallableGraph): CallableGraph {
  const nothing = graph.scoped('engine', () => placeholder(graph, 'int32', []));
  const complete = ({ inputs, outputs }: Signature): Signature => ({
    inputs: Object.keys(inputs).length > 0 ? inputs : { [NOTHING]: nothing },
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [
        name,
        value.op.op === 'Placeholder' ? graph.scoped('engine', () => identity(graph, value)) : value,
      ]),
    ),
  });
  return {
    graph,
    signatures: Object.fromEntries(
      Object.entries(signatures).map(([name, signature]) => [name, complete(signature)]),
    ),
  };
}

function asMap(outputs: Tensor | Tensor[] | NamedTensorMap): NamedTensorMap {
  if (Array.isArray(outputs) || 'dataSync' in outputs) throw new Error('outputs by name were expected');
  return outputs;
}

function download(tensor: Tensor): TensorData {
  const values = tensor.dataSync();
  if (values instanceof Float32Array) return { dtype: 'float32', shape: tensor.shape, values };
  if (values instanceof Int32Array) return { dtype: 'int32', shape: tensor.shape, values };
  return { dtype: 'bool', shape: tensor.shape, values };
}
