import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-node-gpu';
import type { OpGraph, Value } from '../../../graph-runtime/compile/op-graph';
import { placeholder } from '../../../graph-runtime/compile/ops/variables';
import type { Signature } from '../../../graph-runtime/compile/signature';
import type { DeviceInfo } from '../../../preload/contract';
import { SAVED_MODEL_TAG, writeSavedModel } from './saved-model';
import { removeOnExit } from './temporary-directories';
import type { TensorData } from './tensor-data';
import { type Engine, loadEngine } from './tensorflow';

/** TensorFlow's name of it. */
const PROCESSOR = '/device:CPU:0';

export type Feeds = Readonly<Record<string, TensorData>>;

/**
 * A graph in the native engine. Each call of `run` is one native call; variables live on between calls until `dispose`.
 *
 * It speaks to tfjs-node one level below `loadSavedModel` and `predict`, which would read the graph once more for every
 * signature and allow no others than those written into the file.
 */
export class NativeSession {
  readonly engine: Engine;
  /** What it computes on. */
  readonly device: DeviceInfo;
  readonly #session: number;
  readonly #nothing: Value;

  private constructor(engine: Engine, device: DeviceInfo, session: number, nothing: Value) {
    this.engine = engine;
    this.device = device;
    this.#session = session;
    this.#nothing = nothing;
  }

  /**
   * Hands the graph over to the engine. Throws when the engine cannot be loaded or rejects the graph.
   *
   * @param wanted `cpu`: the processor, although there may be a graphics card; `gpu` is taken where there is one in any case
   */
  static async create(graph: OpGraph, wanted?: DeviceInfo['kind']): Promise<NativeSession> {
    const engine = await loadEngine();
    const isKeptOffCard = wanted === 'cpu' && engine.device.kind === 'gpu';
    // The binding cannot call without an input: calls that need none feed this.
    const nothing = graph.scoped('engine/nothing', () => placeholder(graph, 'int32', []));
    const directory = await mkdtemp(join(tmpdir(), 'netloom-'));
    const keep = removeOnExit(directory);
    try {
      await writeSavedModel(directory, graph, isKeptOffCard ? PROCESSOR : '');
      const session = engine.backend.loadSavedModelMetaGraph(directory, SAVED_MODEL_TAG);
      return new NativeSession(engine, isKeptOffCard ? engine.cpu : engine.device, session, nothing);
    } finally {
      // The engine has read it; nothing in it is needed again.
      await rm(directory, { recursive: true, force: true });
      keep.release();
    }
  }

  /**
   * Makes one call and copies its outputs. Blocks this thread until they are there.
   *
   * @param signature placeholders to feed and values to fetch, by name; a placeholder itself cannot be fetched
   * @param feeds a value for each of the signature's inputs
   */
  run({ inputs, outputs }: Signature, feeds: Feeds = {}): Record<string, TensorData> {
    const { tf, backend } = this.engine;
    const entries = Object.entries(inputs);
    const uploaded: Tensor[] = [];
    let fetched: Tensor[] = [];
    try {
      for (const [name] of entries) uploaded.push(this.#upload(name, feeds[name]));
      if (entries.length === 0) uploaded.push(tf.scalar(0, 'int32'));
      const fed = entries.length === 0 ? [this.#nothing] : entries.map(([, value]) => value);
      fetched = backend.runSavedModel(
        this.#session,
        uploaded,
        fed.map((value) => ({ name: tensorName(value), tfDtype: value.dtype === 'uint8' ? 'DT_UINT8' : '' })),
        Object.values(outputs).map(tensorName),
      );
      return Object.fromEntries(Object.keys(outputs).map((name, index) => [name, download(fetched[index])]));
    } finally {
      tf.dispose([uploaded, fetched]);
    }
  }

  /** Ends the session: its variables are gone, its memory is given back. */
  dispose(): void {
    this.engine.backend.deleteSavedModel(this.#session);
  }

  #upload(name: string, data: TensorData | undefined): Tensor {
    if (data === undefined) throw new Error(`nothing is fed for ${name}`);
    // tfjs has no uint8 of its own: such a feed travels as int32 and is narrowed at the boundary.
    const dtype = data.dtype === 'uint8' ? 'int32' : data.dtype;
    return this.engine.tf.tensor(data.values, [...data.shape], dtype);
  }
}

function tensorName(value: Value): string {
  return `${value.op.name}:${value.index}`;
}

function download(tensor: Tensor | undefined): TensorData {
  if (tensor === undefined) throw new Error('the engine returned fewer outputs than were asked for');
  const values = tensor.dataSync();
  if (values instanceof Float32Array) return { dtype: 'float32', shape: tensor.shape, values };
  if (values instanceof Int32Array) return { dtype: 'int32', shape: tensor.shape, values };
  return { dtype: 'bool', shape: tensor.shape, values };
}
