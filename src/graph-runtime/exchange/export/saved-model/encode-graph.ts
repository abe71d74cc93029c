import { DATA_TYPE_NUMBERS, GRAPH_PRODUCER_VERSION, SAVED_MODEL_TAG } from '../../../ops/data-type-numbers';
import type { Attribute, DataType, OpNode, OpShape, Value } from '../../../ops/op-graph';
import { ProtobufMessage, type ProtobufPiece } from '../../protobuf';

/** A weight whose float32 values come where the file has this piece. */
export interface OpenTensor {
  readonly weight: string;
}
type Message = ProtobufMessage<OpenTensor>;

/** A call of the graph as servers know it. */
export interface ServingSignature {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
}

/** A graph whose weights are constants. */
export interface FrozenGraph {
  readonly ops: readonly OpNode[];
  /** Ops that give a weight, which are written as constants. */
  readonly weights: ReadonlyMap<OpNode, { readonly weight: string; readonly shape: readonly number[] }>;
  readonly signature: ServingSignature;
}

const create = (): Message => new ProtobufMessage<OpenTensor>();

/** Of `saved_model.pb` (tensorflow/core/protobuf/saved_model.proto and meta_graph.proto), with a piece left open for each weight. */
export function encodeSavedModel(graph: FrozenGraph): readonly ProtobufPiece<OpenTensor>[] {
  const definition = create();
  for (const op of graph.ops) definition.message(1, encodeOp(op, graph.weights.get(op)));
  definition.message(4, create().integer(1, GRAPH_PRODUCER_VERSION));
  const meta = create()
    .message(1, create().text(4, SAVED_MODEL_TAG))
    .message(2, definition)
    .message(5, entry('serving_default', encodeSignature(graph.signature)));
  return create().integer(1, 1).message(2, meta).pieces;
}

/** One entry of a map. */
function entry(key: string, value: Message): Message {
  return create().text(1, key).message(2, value);
}

function encodeSignature({ inputs, outputs }: ServingSignature): Message {
  const message = create();
  for (const [name, value] of Object.entries(inputs)) message.message(1, entry(name, tensorInfo(value)));
  for (const [name, value] of Object.entries(outputs)) message.message(2, entry(name, tensorInfo(value)));
  return message.text(3, 'tensorflow/serving/predict');
}

function tensorInfo({ op, index, dtype, shape }: Value): Message {
  return create()
    .text(1, `${op.name}:${index}`)
    .integer(2, DATA_TYPE_NUMBERS[dtype])
    .message(3, encodeShape(shape));
}

function encodeShape(shape: OpShape): Message {
  const message = create();
  for (const size of shape) message.message(2, create().integer(1, size ?? -1));
  return message;
}

function encodeOp(
  op: OpNode,
  weight: { readonly weight: string; readonly shape: readonly number[] } | undefined,
): Message {
  if (weight !== undefined) return constantOf(op.name, weight);
  const message = create().text(1, op.name).text(2, op.op);
  for (const { op: from, index } of op.inputs)
    message.text(3, index === 0 ? from.name : `${from.name}:${index}`);
  for (const control of op.controlInputs) message.text(3, `^${control.name}`);
  for (const [name, attribute] of Object.entries(op.attributes)) {
    message.message(5, entry(name, encodeAttribute(attribute)));
  }
  return message;
}

function constantOf(
  name: string,
  { weight, shape }: { readonly weight: string; readonly shape: readonly number[] },
): Message {
  const bytes = shape.reduce((product, size) => product * size, 4);
  const tensor = create().integer(1, DATA_TYPE_NUMBERS.float32).message(2, encodeShape(shape));
  tensor.open(4, { weight }, bytes);
  return create()
    .text(1, name)
    .text(2, 'Const')
    .message(5, entry('dtype', create().integer(6, DATA_TYPE_NUMBERS.float32)))
    .message(5, entry('value', create().message(8, tensor)));
}

type AttributeOf<K extends Attribute['kind']> = Extract<Attribute, { kind: K }>;

/** `AttrValue` of each kind of attribute. */
const encoders: { readonly [K in Attribute['kind']]: (attribute: AttributeOf<K>) => Message } = {
  type: ({ value }) => create().integer(6, DATA_TYPE_NUMBERS[value]),
  int: ({ value }) => create().integer(3, value),
  float: ({ value }) => create().float(4, value),
  bool: ({ value }) => create().integer(5, value ? 1 : 0),
  string: ({ value }) => create().text(2, value),
  shape: ({ value }) => create().message(7, encodeShape(value)),
  tensor: (attribute) => create().message(8, encodeTensor(attribute)),
  types: ({ value }) => listOf(value, (list, one) => list.integer(6, DATA_TYPE_NUMBERS[one])),
  ints: ({ value }) => listOf(value, (list, one) => list.integer(3, one)),
  floats: ({ value }) => listOf(value, (list, one) => list.float(4, one)),
};

function encodeAttribute<K extends Attribute['kind']>(
  attribute: AttributeOf<K> & { readonly kind: K },
): Message {
  return encoders[attribute.kind](attribute);
}

function listOf<T>(values: readonly T[], add: (list: Message, value: T) => void): Message {
  const list = create();
  for (const value of values) add(list, value);
  return create().message(1, list);
}

/** Where a type has its values in `TensorProto`. */
const VALUE_FIELDS: Readonly<Partial<Record<DataType, (tensor: Message, value: number | string) => void>>> = {
  float32: (tensor, value) => tensor.float(5, Number(value)),
  int32: (tensor, value) => tensor.integer(7, Number(value)),
  uint8: (tensor, value) => tensor.integer(7, Number(value)),
  string: (tensor, value) => tensor.text(8, String(value)),
  int64: (tensor, value) => tensor.integer(10, Number(value)),
  bool: (tensor, value) => tensor.integer(11, value === 0 ? 0 : 1),
};

/** Fewer values than elements: the last one is repeated, by the format's own rule. */
function encodeTensor({ dtype, shape, value }: AttributeOf<'tensor'>): Message {
  const add = VALUE_FIELDS[dtype];
  if (add === undefined) throw new Error(`constants of type ${dtype} are not written`);
  const tensor = create().integer(1, DATA_TYPE_NUMBERS[dtype]).message(2, encodeShape(shape));
  for (const one of value) add(tensor, one);
  return tensor;
}
