import {
  bytesOf,
  floatsOf,
  integerOf,
  ProtobufError,
  protobufFields,
  type ProtobufValue,
  signedOf,
  varintsOf,
} from '../../../../graph-runtime/exchange/protobuf-reader';
import type {
  OnnxSourceAttribute,
  OnnxSourceGraph,
  OnnxSourceModel,
  OnnxSourceNode,
  OnnxTensor,
  OnnxValueInfo,
} from '../../../../graph-runtime/exchange/import/onnx/source-model';
import { sourceProblem } from '../../../data/file-tree/source-problem-error';
import { entryOf, type ReadExternal, readOnnxTensor } from './onnx-tensor';
import { textOf } from './onnx-text';

/** More than any network has, and few enough to be listed. */
const MOST_NODES = 100_000;

/**
 * `ModelProto` of onnx.proto. Values of tensors stay views of the bytes.
 *
 * @param path for problems
 * @throws SourceProblemError `file-damaged`
 */
export function readOnnxModel(bytes: Uint8Array, path: string, readExternal: ReadExternal): OnnxSourceModel {
  try {
    return readModel(bytes, { path, tensor: (value) => readOnnxTensor(value, path, readExternal) });
  } catch (error) {
    if (error instanceof ProtobufError) throw sourceProblem('file-damaged', path, error.message);
    throw error;
  }
}

interface Reading {
  readonly path: string;
  tensor(bytes: Uint8Array): OnnxTensor;
}

function readModel(bytes: Uint8Array, reading: Reading): OnnxSourceModel {
  const metadata: Record<string, string> = {};
  let [name, version, irVersion, opset] = ['', '', 0, 0];
  let graph: OnnxSourceGraph | null = null;
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) irVersion = integerOf(value);
    else if (field === 2) name = textOf(value);
    else if (field === 3) version = textOf(value);
    else if (field === 7) graph = readGraph(bytesOf(value), reading);
    else if (field === 8) opset = Math.max(opset, opsetOf(bytesOf(value)));
    else if (field === 14) {
      const [key, text] = entryOf(bytesOf(value));
      metadata[`${key}`] = text;
    }
  }
  if (graph === null || (irVersion === 0 && opset === 0)) {
    throw sourceProblem('file-damaged', reading.path, 'it has no graph');
  }
  return { producer: `${name} ${version}`.trim(), irVersion, opset: opset || 1, metadata, graph };
}

/** The version of ONNX's own operators; 0 of others. */
function opsetOf(bytes: Uint8Array): number {
  let [domain, version] = ['', 0];
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) domain = textOf(value);
    else if (field === 2) version = integerOf(value);
  }
  return domain === '' || domain === 'ai.onnx' ? version : 0;
}

function readGraph(bytes: Uint8Array, reading: Reading): OnnxSourceGraph {
  const nodes: OnnxSourceNode[] = [];
  const initializers = new Map<string, OnnxTensor>();
  const [inputs, outputs]: [OnnxValueInfo[], OnnxValueInfo[]] = [[], []];
  const values = new Map<string, OnnxValueInfo>();
  let name = '';
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) nodes.push(readNode(bytesOf(value), reading));
    else if (field === 2) name = textOf(value);
    else if (field === 5) {
      const tensor = reading.tensor(bytesOf(value));
      initializers.set(tensor.name, tensor);
    } else if (field === 11) inputs.push(readValueInfo(bytesOf(value)));
    else if (field === 12) outputs.push(readValueInfo(bytesOf(value)));
    else if (field === 13) {
      const info = readValueInfo(bytesOf(value));
      values.set(info.name, info);
    }
    if (nodes.length + initializers.size > MOST_NODES) {
      throw sourceProblem('file-damaged', reading.path, 'it has too many nodes');
    }
  }
  return { name, nodes, initializers, inputs, outputs, values };
}

function readNode(bytes: Uint8Array, reading: Reading): OnnxSourceNode {
  const [inputs, outputs]: [string[], string[]] = [[], []];
  const attributes = new Map<string, OnnxSourceAttribute>();
  let [name, operator, domain] = ['', '', ''];
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) inputs.push(textOf(value));
    else if (field === 2) outputs.push(textOf(value));
    else if (field === 3) name = textOf(value);
    else if (field === 4) operator = textOf(value);
    else if (field === 5) attributes.set(...readAttribute(bytesOf(value), reading));
    else if (field === 7) domain = textOf(value);
  }
  return { name, operator, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes };
}

/** Fields of `AttributeProto`, with its type (field 20) where it has one: files of early versions have none. */
function readAttribute(bytes: Uint8Array, reading: Reading): [string, OnnxSourceAttribute] {
  const fields = new Map<number, ProtobufValue[]>();
  for (const { field, value } of protobufFields(bytes)) {
    const list = fields.get(field) ?? [];
    list.push(value);
    fields.set(field, list);
  }
  const first = (field: number) => fields.get(field)?.[0];
  const name = textOf(first(1) ?? new Uint8Array());
  const type = integerOf(first(20) ?? 0n);
  const has = (code: number, field: number) => type === code || (type === 0 && fields.has(field));
  if (has(1, 2)) return [name, { kind: 'float', value: floatsOf(first(2) ?? new Uint8Array(4))[0] ?? 0 }];
  if (has(2, 3)) return [name, { kind: 'int', value: integerOf(first(3) ?? 0n) }];
  if (has(3, 4)) return [name, { kind: 'string', text: textOf(first(4) ?? new Uint8Array()) }];
  if (has(4, 5)) {
    return [name, { kind: 'tensor', tensor: reading.tensor(bytesOf(first(5) ?? new Uint8Array())) }];
  }
  if (has(6, 7)) {
    return [name, { kind: 'floats', values: (fields.get(7) ?? []).flatMap((value) => [...floatsOf(value)]) }];
  }
  if (has(7, 8)) {
    const values = (fields.get(8) ?? []).flatMap((value) => varintsOf(value).map(signedOf));
    return [name, { kind: 'ints', values }];
  }
  return [name, { kind: 'other', what: OTHERS[type] ?? 'other' }];
}

const OTHERS: Readonly<Record<number, string>> = { 5: 'graph', 8: 'strings', 9: 'tensors', 10: 'graphs' };

function readValueInfo(bytes: Uint8Array): OnnxValueInfo {
  let name = '';
  let dims: readonly (number | null)[] | undefined;
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) name = textOf(value);
    else if (field === 2) dims = tensorDims(bytesOf(value));
  }
  return { name, dims };
}

/** `TypeProto`: a tensor's shape. */
function tensorDims(bytes: Uint8Array): readonly (number | null)[] | undefined {
  for (const { field, value } of protobufFields(bytes)) {
    if (field !== 1) continue;
    for (const part of protobufFields(bytesOf(value))) {
      if (part.field === 2) return shapeOf(bytesOf(part.value));
    }
  }
  return undefined;
}

function shapeOf(bytes: Uint8Array): readonly (number | null)[] {
  const dims: (number | null)[] = [];
  for (const { field, value } of protobufFields(bytes)) {
    if (field !== 1) continue;
    let size: number | null = null;
    for (const part of protobufFields(bytesOf(value))) {
      if (part.field === 1) size = integerOf(part.value);
    }
    dims.push(size !== null && size > 0 ? size : null);
  }
  return dims;
}
