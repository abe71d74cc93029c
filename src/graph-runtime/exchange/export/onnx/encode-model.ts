import type { OnnxAttribute, OnnxInitializer, OnnxModel, OnnxNode, OnnxValue } from './model';
import { ProtobufMessage, type ProtobufPiece } from '../../protobuf';

/** Of the file's format, and of the set of operators: what tools of 2022 and later read. */
const IR_VERSION = 8;
const OPSET = 17;

/** A weight whose float32 values come where the file has this piece. */
export type OpenWeight = Extract<OnnxInitializer, { kind: 'weight' }>;
type Message = ProtobufMessage<OpenWeight>;

/** The file's bytes (`ModelProto` of onnx.proto), with a piece left open for each weight. */
export function encodeModel({
  graph,
  metadata,
  description,
}: OnnxModel): readonly ProtobufPiece<OpenWeight>[] {
  const model = create()
    .integer(1, IR_VERSION)
    .text(2, 'Netloom')
    .text(6, description)
    .message(7, encodeGraph(graph))
    .message(8, create().text(1, '').integer(2, OPSET));
  for (const [key, value] of Object.entries(metadata)) {
    model.message(14, create().text(1, key).text(2, value));
  }
  return model.pieces;
}

const create = (): Message => new ProtobufMessage<OpenWeight>();

function encodeGraph({ name, nodes, initializers, inputs, outputs }: OnnxModel['graph']): Message {
  const graph = create();
  for (const node of nodes) graph.message(1, encodeNode(node));
  graph.text(2, name);
  for (const initializer of initializers) graph.message(5, encodeInitializer(initializer));
  for (const input of inputs) graph.message(11, encodeValue(input));
  for (const output of outputs) graph.message(12, encodeValue(output));
  return graph;
}

function encodeNode({ name, operator, inputs, outputs, attributes }: OnnxNode): Message {
  const node = create();
  for (const input of inputs) node.text(1, input);
  for (const output of outputs) node.text(2, output);
  node.text(3, name).text(4, operator);
  for (const [key, attribute] of Object.entries(attributes)) node.message(5, encodeAttribute(key, attribute));
  return node;
}

function encodeAttribute(name: string, attribute: OnnxAttribute): Message {
  const message = create().text(1, name);
  switch (attribute.kind) {
    case 'float':
      return message.float(2, attribute.value).integer(20, 1);
    case 'int':
      return message.integer(3, attribute.value).integer(20, 2);
    case 'string':
      return message.text(4, attribute.value).integer(20, 3);
    case 'ints':
      for (const value of attribute.value) message.integer(8, value);
      return message.integer(20, 7);
  }
}

const ELEMENT_TYPES = { float32: 1, int64: 7 } as const;

function encodeInitializer(initializer: OnnxInitializer): Message {
  const tensor = create();
  for (const size of initializer.dims) tensor.integer(1, size);
  const type = initializer.kind === 'weight' ? 'float32' : initializer.type;
  tensor.integer(2, ELEMENT_TYPES[type]).text(8, initializer.name);
  if (initializer.kind === 'constant') return tensor.bytes(9, rawData(initializer));
  return tensor.open(9, initializer, 4 * initializer.dims.reduce((product, size) => product * size, 1));
}

/** Little-endian, whatever the machine. */
function rawData({ type, values }: Extract<OnnxInitializer, { kind: 'constant' }>): Uint8Array {
  const size = type === 'float32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(size * values.length));
  values.forEach((value, index) => {
    if (type === 'float32') view.setFloat32(size * index, value, true);
    else view.setBigInt64(size * index, BigInt(value), true);
  });
  return new Uint8Array(view.buffer);
}

function encodeValue({ name, dims }: OnnxValue): Message {
  const shape = create();
  for (const size of dims) {
    shape.message(1, typeof size === 'number' ? create().integer(1, size) : create().text(2, size));
  }
  const tensor = create().integer(1, ELEMENT_TYPES.float32).message(2, shape);
  return create().text(1, name).message(2, create().message(1, tensor));
}
