import { rm } from 'node:fs/promises';
import type { DeviceInfo } from '../../../contract/contract';
import type { Signature } from '../../../graph-runtime/compile/signature';
import type { OpGraph, OpNode, Value } from '../../../graph-runtime/ops/op-graph';
import { placeholder } from '../../../graph-runtime/ops/variables';
import { SAVED_MODEL_TAG } from '../../../graph-runtime/ops/data-type-numbers';
import type { ReplicaGroup } from '../protocol/replica-group';
import { writeSavedModel } from './saved-model';
import { deviceOfReplica, groupSession } from './group-session';
import { severalDevices, withSessionOptions } from './session-config';
import { makeSessionDirectory, removeAbandoned, removeOnExit } from './temporary-directories';
import { inTemporaryFolder } from './temporary-folder';
import { int32, type TensorData } from './tensor-data';
import { type Engine, loadEngine, type NativeBinding, type NativeTensor } from './tensorflow';

/** Looked for once in a process. */
let abandoned: Promise<void> | undefined;

/** TensorFlow's name of it. */
const PROCESSOR = '/device:CPU:0';

export type Feeds = Readonly<Record<string, TensorData>>;

/**
 * A graph in the native engine. Each call of `run` is one native call; variables persist between calls until `dispose`.
 *
 * It speaks to tfjs-node's native binding, not to its `loadSavedModel` and `predict`: those would read the graph once more for every
 * signature, allow no others than those written into the file, and take a batch of bytes through two conversions, number by number.
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
   * Hands the graph over to the engine. Throws when the engine cannot be loaded or rejects the graph; SessionConfigIgnoredError when the graph
   * is for several devices, which the addon cannot provide.
   *
   * @param wanted `cpu`: the processor, although there may be a graphics card; `gpu` is taken where there is one in any case
   * @param group the processes that the graph's collective operations reach; this one computes on its processor then
   */
  static async create(
    graph: OpGraph,
    wanted?: DeviceInfo['kind'],
    group?: ReplicaGroup,
  ): Promise<NativeSession> {
    const engine = await loadEngine();
    const isKeptOffCard = wanted === 'cpu' && engine.device.kind === 'gpu';
    // The binding cannot call without an input: calls that need none feed this.
    const nothing = graph.scoped('engine/nothing', () => placeholder(graph, 'int32', []));
    abandoned ??= removeAbandoned();
    await abandoned;
    const directory = await inTemporaryFolder(makeSessionDirectory);
    const keep = removeOnExit(directory);
    try {
      const device = isKeptOffCard ? engine.cpu : engine.device;
      const deviceOf = (op: OpNode) =>
        group === undefined ? nameOfDevice(op, device, isKeptOffCard) : deviceOfReplica(group);
      await inTemporaryFolder(() => writeSavedModel(directory, graph, deviceOf));
      const session = loadSession(engine.backend.binding, directory, graph, group);
      return new NativeSession(engine, device, session, nothing);
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
  run<Outputs extends string>(
    { inputs, outputs }: Signature<string, Outputs>,
    feeds: Feeds = {},
  ): Record<Outputs, TensorData> {
    const { binding } = this.engine.backend;
    const entries = Object.entries(inputs);
    const tensors: number[] = [];
    try {
      for (const [name] of entries) tensors.push(this.#upload(requireFeed(name, feeds)));
      if (entries.length === 0) tensors.push(this.#upload(NOTHING));
      const fed = entries.length === 0 ? [this.#nothing] : entries.map(([, value]) => value);
      const names = [fed, Object.values<Value>(outputs)].map((values) => values.map(tensorName).join(','));
      const fetched = binding.runSavedModel(this.#session, tensors, names[0] ?? '', names[1] ?? '');
      tensors.push(...fetched.map(({ id }) => id));
      // One for each of the outputs' names.
      return Object.fromEntries(
        Object.keys(outputs).map((name, index) => [name, this.#download(fetched[index])]),
      ) as Record<Outputs, TensorData>;
    } finally {
      for (const tensor of tensors) binding.deleteTensor(tensor);
    }
  }

  /** Ends the session: its variables are gone, its memory is given back. */
  dispose(): void {
    this.engine.backend.binding.deleteSavedModel(this.#session);
  }

  #upload({ dtype, shape, values }: TensorData): number {
    const { binding } = this.engine.backend;
    const types = {
      float32: binding.TF_FLOAT,
      int32: binding.TF_INT32,
      uint8: binding.TF_UINT8,
      bool: binding.TF_BOOL,
    };
    return binding.createTensor(shape, types[dtype], values);
  }

  #download(fetched: NativeTensor | undefined): TensorData {
    if (fetched === undefined) throw new Error('the engine returned fewer outputs than were asked for');
    const { id, shape } = fetched;
    const values = this.engine.backend.binding.tensorDataSync(id);
    if (values instanceof Float32Array) return { dtype: 'float32', shape, values };
    if (values instanceof Int32Array) return { dtype: 'int32', shape, values };
    return { dtype: 'bool', shape, values };
  }
}

function nameOfDevice({ device }: OpNode, { kind }: DeviceInfo, isKeptOffCard: boolean): string {
  if (device !== null) return `/device:${kind.toUpperCase()}:${device}`;
  return isKeptOffCard ? PROCESSOR : '';
}

function loadSession(
  binding: NativeBinding,
  directory: string,
  graph: OpGraph,
  group: ReplicaGroup | undefined,
): number {
  const load = () => binding.loadSavedModel(directory, SAVED_MODEL_TAG);
  const unload = (session: number) => binding.deleteSavedModel(session);
  const { devices } = graph;
  if (group !== undefined) return withSessionOptions(groupSession(group), load, unload);
  if (devices === 1) return load();
  return withSessionOptions({ config: severalDevices(devices) }, load, unload);
}

/** Fed to calls that need nothing. */
const NOTHING: TensorData = int32([0], []);

function requireFeed(name: string, feeds: Feeds): TensorData {
  const data = feeds[name];
  if (data === undefined) throw new Error(`nothing is fed for ${name}`);
  return data;
}

function tensorName(value: Value): string {
  return `${value.op.name}:${value.index}`;
}
