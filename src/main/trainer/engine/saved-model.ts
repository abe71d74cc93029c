import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DATA_TYPE_NUMBERS,
  GRAPH_PRODUCER_VERSION,
  SAVED_MODEL_TAG,
} from '../../../graph-runtime/ops/data-type-numbers';
import type { Attribute, OpGraph, OpNode, OpShape, Value } from '../../../graph-runtime/ops/op-graph';
import {
  type AttributeMessage,
  loadSavedModelMessages,
  type NodeMessage,
  type SavedModelMessages,
  type ShapeMessage,
  type TensorMessage,
} from './saved-model-messages';

export type DeviceOf = (op: OpNode) => string;

/**
 * Writes a graph as a SavedModel directory. It has no `variables` folder: variables get their values from a call that
 * initializes them; and no signatures: calls name the ops they feed and fetch.
 *
 * @param deviceOf TensorFlow's name of the device that an op is placed on; empty: TensorFlow chooses. By default it chooses for all.
 */
export async function writeSavedModel(
  directory: string,
  graph: OpGraph,
  deviceOf: DeviceOf = () => '',
): Promise<void> {
  const encoder = new SavedModelEncoder(loadSavedModelMessages(), deviceOf);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'saved_model.pb'), encoder.encode(graph));
}

/** From the op graph to protobuf messages; a copy, name by name. */
class SavedModelEncoder {
  readonly #messages: SavedModelMessages;

  readonly #deviceOf: DeviceOf;

  constructor(messages: SavedModelMessages, deviceOf: DeviceOf) {
    this.#messages = messages;
    this.#deviceOf = deviceOf;
  }

  encode(graph: OpGraph): Uint8Array {
    const { SavedModel, MetaGraphDef, GraphDef, VersionDef } = this.#messages;
    const version = new VersionDef();
    version.setProducer(GRAPH_PRODUCER_VERSION);
    const graphDef = new GraphDef();
    graphDef.setVersions(version);
    const info = new MetaGraphDef.MetaInfoDef();
    info.addTags(SAVED_MODEL_TAG);
    const metaGraph = new MetaGraphDef();
    metaGraph.setMetaInfoDef(info);
    const savedModel = new SavedModel();
    savedModel.setSavedModelSchemaVersion(1);
    // One node at a time: the library holds what it writes byte by byte, once for each level of nesting, which takes longer than
    // making the graph does. The encoding of a message is that of its fields, one after the other.
    const nodes = graph.ops.map((op) => field(1, this.#node(op).serializeBinary()));
    const wholeGraph = Buffer.concat([graphDef.serializeBinary(), ...nodes]);
    const wholeMetaGraph = Buffer.concat([metaGraph.serializeBinary(), field(2, wholeGraph)]);
    return Buffer.concat([savedModel.serializeBinary(), field(2, wholeMetaGraph)]);
  }

  #node(op: OpNode): NodeMessage {
    const node = new this.#messages.NodeDef();
    node.setName(op.name);
    node.setOp(op.op);
    const device = this.#deviceOf(op);
    if (device !== '') node.setDevice(device);
    node.setInputList([
      ...op.inputs.map(tensorName),
      ...op.controlInputs.map((control) => `^${control.name}`),
    ]);
    for (const [name, attribute] of Object.entries(op.attributes)) {
      node.getAttrMap().set(name, this.#attribute(attribute));
    }
    return node;
  }

  #attribute(attribute: Attribute): AttributeMessage {
    const message = new this.#messages.AttrValue();
    switch (attribute.kind) {
      case 'type':
        message.setType(DATA_TYPE_NUMBERS[attribute.value]);
        break;
      case 'int':
        message.setI(attribute.value);
        break;
      case 'float':
        message.setF(attribute.value);
        break;
      case 'bool':
        message.setB(attribute.value);
        break;
      case 'string':
        message.setS(bytes(attribute.value));
        break;
      case 'shape':
        message.setShape(this.#shape(attribute.value));
        break;
      case 'tensor':
        message.setTensor(this.#tensor(attribute));
        break;
      default:
        message.setList(this.#list(attribute));
    }
    return message;
  }

  #list(attribute: Extract<Attribute, { kind: 'types' | 'ints' | 'floats' }>) {
    const list = new this.#messages.AttrValue.ListValue();
    if (attribute.kind === 'ints') list.setIList([...attribute.value]);
    else if (attribute.kind === 'floats') list.setFList([...attribute.value]);
    else list.setTypeList(attribute.value.map((type) => DATA_TYPE_NUMBERS[type]));
    return list;
  }

  #shape(shape: OpShape): ShapeMessage {
    const message = new this.#messages.TensorShape();
    for (const size of shape) {
      const dimension = new this.#messages.TensorShape.Dim();
      dimension.setSize(size ?? -1);
      message.addDim(dimension);
    }
    return message;
  }

  /** Fewer values than elements: the last one is repeated, by the format's own rule. */
  #tensor(attribute: Extract<Attribute, { kind: 'tensor' }>): TensorMessage {
    const message = new this.#messages.Tensor();
    message.setDtype(DATA_TYPE_NUMBERS[attribute.dtype]);
    message.setTensorShape(this.#shape(attribute.shape));
    const { dtype, value } = attribute;
    if (dtype === 'float32') message.setFloatValList(value.map(Number));
    else if (dtype === 'int32' || dtype === 'uint8') message.setIntValList(value.map(Number));
    else if (dtype === 'int64') message.setInt64ValList(value.map(Number));
    else if (dtype === 'bool') message.setBoolValList(value.map((entry) => entry !== 0));
    else if (dtype === 'string') message.setStringValList(value.map((entry) => bytes(String(entry))));
    else throw new Error(`constants of type ${dtype} are not written; cast one of float32`);
    return message;
  }
}

function tensorName(value: Value): string {
  return value.index === 0 ? value.op.name : `${value.op.name}:${value.index}`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A field that holds a message, as protobuf encodes it: number and kind, length, and the message's bytes. */
function field(number: number, message: Uint8Array): Buffer {
  const LENGTH_DELIMITED = 2;
  const head = [(number << 3) | LENGTH_DELIMITED];
  let length = message.length;
  for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) | 128);
  head.push(length);
  return Buffer.concat([Buffer.from(head), message]);
}
