import { writeFileSync } from 'node:fs';

/** Shapes of LeNet's weights as PyTorch has them, by the names that a model with Netloom's node names has. */
const LENET: Readonly<Record<string, readonly number[]>> = {
  'conv1.weight': [6, 1, 5, 5],
  'conv1.bias': [6],
  'conv2.weight': [16, 6, 5, 5],
  'conv2.bias': [16],
  'dense1.weight': [120, 400],
  'dense1.bias': [120],
  'dense2.weight': [84, 120],
  'dense2.bias': [84],
};

/** Writes a safetensors file with weights for LeNet, without those of its last layer and with a tensor that it has no place for. */
export function writeLeNetWeights(path: string): void {
  const shapes = { ...LENET, 'decoder.weight': [3, 3] };
  const header: Record<string, object> = {};
  const values: Buffer[] = [];
  let offset = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const count = shape.reduce((product, size) => product * size, 1);
    // Small numbers about zero, as weights are.
    const floats = Float32Array.from({ length: count }, (_, at) => ((at * 7919) % 101) / 1000 - 0.05);
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + 4 * count] };
    offset += 4 * count;
    values.push(Buffer.from(floats.buffer));
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(path, Buffer.concat([length, json, ...values]));
}
