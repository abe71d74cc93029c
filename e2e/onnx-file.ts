import { writeFileSync } from 'node:fs';

/** Bytes of a protocol buffer: a field with a number, a text or another message. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

const message = (...fields: readonly Buffer[]) => Buffer.concat(fields);

function node(operator: string, inputs: readonly string[], output: string, ...attributes: Buffer[]): Buffer {
  const names = inputs.map((name) => field(1, name));
  return message(...names, field(2, output), field(4, operator), ...attributes.map((one) => field(5, one)));
}

const integer = (name: string, value: number) => message(field(1, name), field(3, value), field(20, 2));

function tensor(name: string, dims: readonly number[]): Buffer {
  const count = dims.reduce((product, size) => product * size, 1);
  const values = Float32Array.from({ length: count }, (_, at) => ((at * 7919) % 101) / 1000 - 0.05);
  const sizes = dims.map((size) => field(1, size));
  return message(...sizes, field(2, 1), field(8, name), field(9, Buffer.from(values.buffer)));
}

function value(name: string, dims: readonly number[]): Buffer {
  const shape = message(...dims.map((size) => field(1, message(field(1, size)))));
  return message(field(1, name), field(2, message(field(1, message(field(1, 1), field(2, shape))))));
}

/** Writes a small network for images of 28×28 as ONNX, with an operation that there is no layer for. */
export function writeOnnxModel(path: string): void {
  const nodes = [
    node('Conv', ['image', 'conv1.weight'], 'conv1'),
    node('Relu', ['conv1'], 'relu1'),
    node('TopK', ['relu1'], 'topk', integer('axis', 1), integer('largest', 1)),
    node('Flatten', ['topk'], 'flat', integer('axis', 1)),
    node('Gemm', ['flat', 'fc.weight'], 'scores', integer('transB', 1)),
    node('Softmax', ['scores'], 'probabilities', integer('axis', 1)),
  ];
  const graph = message(
    ...nodes.map((one) => field(1, one)),
    field(2, 'Stem and head'),
    field(5, tensor('conv1.weight', [4, 1, 5, 5])),
    field(5, tensor('fc.weight', [10, 4 * 24 * 24])),
    field(11, value('image', [1, 1, 28, 28])),
    field(12, value('probabilities', [1, 10])),
  );
  const opset = message(field(1, ''), field(2, 17));
  writeFileSync(path, message(field(1, 8), field(2, 'pytorch'), field(7, graph), field(8, opset)));
}
