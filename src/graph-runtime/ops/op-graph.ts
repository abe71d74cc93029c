import { ALL_CAPABILITIES, type Capabilities } from './capabilities';

/**
 * The op graph: what a network is lowered to. Its ops are TensorFlow's own, under their own names, so that writing a GraphDef
 * from it is a copy, and a student can look each one up. The graph is append-only; a `Value` is one output of one op.
 *
 * The batch axis is `null` in shapes: one graph serves every batch size.
 */
export type DataType =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'bfloat16'
  | 'int32'
  | 'int64'
  | 'uint64'
  | 'uint8'
  | 'bool'
  | 'string'
  | 'resource';

/** The types in which products may be taken. */
export type ProductType = Extract<DataType, 'float32' | 'float16' | 'bfloat16'>;

/** Axis sizes; `null` is the batch axis (or one derived from it), known only when a batch is fed. */
export type OpShape = readonly (number | null)[];

/** Attributes as TensorFlow's NodeDef holds them. */
export type Attribute =
  | { readonly kind: 'type'; readonly value: DataType }
  | { readonly kind: 'types'; readonly value: readonly DataType[] }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: OpShape }
  | {
      readonly kind: 'tensor';
      readonly dtype: DataType;
      readonly shape: readonly number[];
      readonly value: readonly (number | string)[];
    };

/** One output of an op. */
export interface Value {
  readonly op: OpNode;
  readonly index: number;
  readonly dtype: DataType;
  readonly shape: OpShape;
}

/** One op: a node of the GraphDef. */
export interface OpNode {
  /** Unique in its graph; begins with the path of the network node it was lowered from. */
  readonly name: string;
  /** TensorFlow's op name, e.g. `Conv2D`. */
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly outputs: readonly Value[];
  /** Ops that must have run before this one although no value flows from them. */
  readonly controlInputs: readonly OpNode[];
  /** How many rows of its open axis an example of the whole batch stands for; most often 1, see `OpGraph.openAxis`. */
  readonly rowsPerExample: number;
  /** The device that it is placed on, of those that a step is divided among; null: the engine chooses, most often the first. */
  readonly device: number | null;
}

/** What an op outputs. */
export interface OutputType {
  readonly dtype: DataType;
  readonly shape: OpShape;
}

/** From here on, larger batches make no other graph. */
const LARGEST_EXPECTED = 128;

/** The largest power of two up to a batch's size, at most 128: few graphs serve all sizes, and a forecast finds the one it has. */
export function roundedBatch(size: number): number {
  return 2 ** Math.floor(Math.log2(Math.min(Math.max(size, 1), LARGEST_EXPECTED)));
}

export interface OpGraphOptions {
  readonly productType?: ProductType;
  readonly isForCard?: boolean;
  readonly capabilities?: Capabilities;
  /** Examples of a call, see `OpGraph.expectedBatch`. */
  readonly expectedBatch?: number | undefined;
}

export class OpGraph {
  /**
   * What convolutions and matrix products multiply in; everything else (weights, normalization, losses, updates) stays float32. Sums
   * of products are float32 inside of these ops in any case.
   */
  readonly productType: ProductType;
  readonly #ops: OpNode[] = [];
  readonly #names = new Map<string, number>();
  readonly #shared = new Map<string, Value>();
  #prefix = '';
  #rowsPerExample = 1;
  #device: number | null = null;

  /** Whether a graphics card will run the ops: some are made in another way for a processor. */
  readonly isForCard: boolean;
  /** What the engine that will run the ops can do. */
  readonly capabilities: Capabilities;

  /** Examples of a call, roughly: what is divided into parts is divided for this number. Any other number runs as well. */
  readonly expectedBatch: number;

  /** By default for a processor on which the engine can do everything, in float32. */
  constructor({ productType, isForCard, capabilities, expectedBatch }: OpGraphOptions = {}) {
    this.productType = productType ?? 'float32';
    this.isForCard = isForCard ?? false;
    this.capabilities = capabilities ?? ALL_CAPABILITIES;
    this.expectedBatch = roundedBatch(expectedBatch ?? LARGEST_EXPECTED);
  }

  /** All ops, each after the ones it reads from. */
  get ops(): readonly OpNode[] {
    return this.#ops;
  }

  /** Number of devices that its ops ask for; 1 where they ask for none. */
  get devices(): number {
    return this.#ops.reduce((most, { device }) => Math.max(most, (device ?? 0) + 1), 1);
  }

  /** Names the ops that `build` adds after `path`, so that a profile or an error names the layer. */
  scoped<T>(path: string, build: () => T): T {
    const outer = this.#prefix;
    this.#prefix = outer === '' ? path : `${outer}/${path}`;
    try {
      return build();
    } finally {
      this.#prefix = outer;
    }
  }

  /**
   * Notes, for forecasts of memory, that the open axis of what `build` adds is not the batch itself: it has this many rows for each example,
   * because it joins the batch with other axes, or fewer than one, because it is a part of the batch. Within each other, they multiply.
   */
  openAxis<T>(rowsPerExample: number, build: () => T): T {
    const outer = this.#rowsPerExample;
    this.#rowsPerExample *= rowsPerExample;
    try {
      return build();
    } finally {
      this.#rowsPerExample = outer;
    }
  }

  /** Places the ops that `build` adds on one of several devices, by its number; null: where the engine chooses. */
  onDevice<T>(device: number | null, build: () => T): T {
    const outer = this.#device;
    this.#device = device;
    try {
      return build();
    } finally {
      this.#device = outer;
    }
  }

  /** A value that all users share: built the first time, outside of the current scope and device, under `key`. */
  shared(key: string, build: () => Value): Value {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const outer = this.#prefix;
    this.#prefix = 'shared';
    try {
      const value = this.onDevice(null, build);
      this.#shared.set(key, value);
      return value;
    } finally {
      this.#prefix = outer;
    }
  }

  /** Appends an op and returns it; its values are `op.outputs`. */
  add(
    op: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: readonly OutputType[],
    controlInputs: readonly OpNode[] = [],
  ): OpNode {
    const values: Value[] = [];
    const node: OpNode = {
      name: this.#uniqueName(op),
      op,
      inputs,
      attributes,
      outputs: values,
      controlInputs,
      rowsPerExample: this.#rowsPerExample,
      device: this.#device,
    };
    outputs.forEach((output, index) => {
      values.push({ op: node, index, dtype: output.dtype, shape: output.shape });
    });
    this.#ops.push(node);
    return node;
  }

  /** Appends an op with a single output and returns that. */
  value(
    op: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
    dtype: DataType,
    shape: OpShape,
    controlInputs: readonly OpNode[] = [],
  ): Value {
    return outputOf(this.add(op, inputs, attributes, [{ dtype, shape }], controlInputs), 0);
  }

  #uniqueName(op: string): string {
    const base = (this.#prefix === '' ? op : `${this.#prefix}/${op}`).replace(/[^A-Za-z0-9_./\\-]/g, '_');
    const count = this.#names.get(base) ?? 0;
    this.#names.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  }
}

/** The op's `index`-th input. Throws when there is none: an op was built wrongly. */
export function inputOf(op: OpNode, index: number): Value {
  const value = op.inputs[index];
  if (value === undefined) throw new Error(`${op.name} (${op.op}) has no input ${index}`);
  return value;
}

/** The op's `index`-th output. Throws when there is none. */
export function outputOf(op: OpNode, index = 0): Value {
  const value = op.outputs[index];
  if (value === undefined) throw new Error(`${op.name} (${op.op}) has no output ${index}`);
  return value;
}

/** Size of an axis that must be known; negative axes count from the end. Throws on the batch axis. */
export function staticSize(value: Value, axis: number): number {
  const size = value.shape[axis < 0 ? value.shape.length + axis : axis];
  if (size === undefined || size === null) {
    throw new Error(`${value.op.name}: axis ${axis} of [${value.shape.join(', ')}] is not known`);
  }
  return size;
}
