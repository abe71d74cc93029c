import { elementCount } from '../../../../layers/tensor-type';
import type {
  OnnxSourceAttribute,
  OnnxSourceModel,
  OnnxSourceNode,
  OnnxTensor,
  OnnxValueInfo,
} from '../source-model';

/* Models of ONNX as tests write them. */

type Attribute = number | string | readonly number[] | OnnxSourceAttribute;

export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): OnnxSourceNode {
  const typed = Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)] as const);
  return { name: '', operator, domain: '', inputs, outputs, attributes: new Map(typed) };
}

function attributeOf(value: Attribute): OnnxSourceAttribute {
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'int' : 'float', value };
  if (typeof value === 'string') return { kind: 'string', text: value };
  return isList(value) ? { kind: 'ints', values: value } : value;
}

function isList(value: Attribute): value is readonly number[] {
  return Array.isArray(value);
}

/** A tensor whose values count its places where none are given; with such it is one of whole numbers or floats as they are. */
export function tensor(name: string, dims: readonly number[], given?: readonly number[]): OnnxTensor {
  const values = given ?? Array.from({ length: elementCount({ shape: dims }) }, (_, at) => at);
  const isIndex =
    given !== undefined && dims.length < 2 && given.every((value) => Number.isInteger(value) && value <= 0);
  const isPads = name === 'pads';
  return {
    ...{ name, dims, type: isIndex || isPads ? 'int64' : 'float32' },
    values: () => Float32Array.from(values),
    integers: () => values,
  };
}

interface GivenGraph {
  readonly opset?: number;
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxSourceNode[];
  readonly initializers?: readonly OnnxTensor[];
  readonly values?: readonly OnnxValueInfo[];
}

export function graphOf({
  opset = 17,
  inputs,
  outputs,
  nodes,
  initializers = [],
  values = [],
}: GivenGraph): OnnxSourceModel {
  return {
    ...{ producer: 'test', irVersion: 8, opset, metadata: {} },
    graph: {
      ...{ name: 'graph', nodes, inputs },
      initializers: new Map(initializers.map((one) => [one.name, one])),
      outputs: outputs.map((name) => ({ name, dims: undefined })),
      values: new Map(values.map((one) => [one.name, one])),
    },
  };
}
