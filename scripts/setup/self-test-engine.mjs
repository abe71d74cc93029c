/**
 * Run in a process of its own by `self-test.mjs`, since a native library that does not fit ends its process. Computes
 * convolutions and their gradients with TensorFlow's kernels and in plain JavaScript, and compares. Writes one line of JSON.
 */
import { createRequire } from 'node:module';
import util from 'node:util';

// tfjs 4.22 calls both; Node 23 dropped them.
Object.assign(util, {
  isNullOrUndefined: (/** @type {unknown} */ value) => value == null,
  isArray: Array.isArray,
});

const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');
const backend = tf.backend();
const { binding } = backend;

const size = 6;
const kernel = 3;

/** @typedef {{ name: string; channels: number; filters: number; groups: number; padding: number }} Convolution */

/** What the engine leans on; an old TensorFlow does not do all of it on every processor. @type {readonly Convolution[]} */
const convolutions = [
  { name: 'a convolution', channels: 2, filters: 4, groups: 1, padding: 0 },
  { name: 'a convolution with explicit padding', channels: 2, filters: 4, groups: 1, padding: 1 },
  { name: 'a grouped convolution', channels: 4, filters: 4, groups: 2, padding: 0 },
];

/**
 * Calls `visit` for each product a convolution with stride 1 sums up, with the indices of its output, input and weight.
 * Layouts: [height, width, channels], kernels [height, width, channels / groups, filters].
 * @param {Convolution} convolution
 * @param {(output: number, input: number, weight: number) => void} visit
 */
function forEachProduct({ channels, filters, groups, padding }, visit) {
  const perGroup = channels / groups;
  const outputSize = size + 2 * padding - kernel + 1;
  for (let position = 0; position < outputSize ** 2 * kernel ** 2; position += 1) {
    const x = position % kernel;
    const y = Math.floor(position / kernel) % kernel;
    const pixel = Math.floor(position / kernel ** 2);
    const column = (pixel % outputSize) + x - padding;
    const row = Math.floor(pixel / outputSize) + y - padding;
    if (row < 0 || row >= size || column < 0 || column >= size) continue;
    for (let filter = 0; filter < filters; filter += 1) {
      const firstChannel = Math.floor(filter / (filters / groups)) * perGroup;
      for (let channel = 0; channel < perGroup; channel += 1) {
        const input = (row * size + column) * channels + firstChannel + channel;
        visit(pixel * filters + filter, input, ((y * kernel + x) * perGroup + channel) * filters + filter);
      }
    }
  }
}

/** Numbers in [-1, 1) without a pattern, the same everywhere. @param {number} count @param {number} seed */
function scatter(count, seed) {
  return Array.from({ length: count }, (_, index) => (((index + seed) * 7919) % 1000) / 500 - 1);
}

/** @param {Convolution} convolution @param {number[]} input @param {number[]} weights @param {number[]} outputGradient */
function expect(convolution, input, weights, outputGradient) {
  const output = new Array(outputGradient.length).fill(0);
  const inputGradient = new Array(input.length).fill(0);
  const weightGradient = new Array(weights.length).fill(0);
  forEachProduct(convolution, (atOutput, atInput, atWeight) => {
    output[atOutput] += Number(input[atInput]) * Number(weights[atWeight]);
    inputGradient[atInput] += Number(outputGradient[atOutput]) * Number(weights[atWeight]);
    weightGradient[atWeight] += Number(outputGradient[atOutput]) * Number(input[atInput]);
  });
  return [output, inputGradient, weightGradient];
}

/** @param {Convolution} convolution @param {number[]} input @param {number[]} weights @param {number[]} outputGradient */
function compute({ channels, filters, groups, padding }, input, weights, outputGradient) {
  const outputSize = size + 2 * padding - kernel + 1;
  const inputShape = [1, size, size, channels];
  const weightShape = [kernel, kernel, channels / groups, filters];
  const attributes = [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'strides', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'dilations', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'padding', type: binding.TF_ATTR_STRING, value: padding > 0 ? 'EXPLICIT' : 'VALID' },
  ];
  if (padding > 0) {
    const value = [0, 0, padding, padding, padding, padding, 0, 0];
    attributes.push({ name: 'explicit_paddings', type: binding.TF_ATTR_INT, value });
  }
  const x = tf.tensor(input, inputShape);
  const w = tf.tensor(weights, weightShape);
  const dy = tf.tensor(outputGradient, [1, outputSize, outputSize, filters]);
  return [
    backend.executeSingleOutput('Conv2D', attributes, [x, w]),
    backend.executeSingleOutput('Conv2DBackpropInput', attributes, [tf.tensor1d(inputShape, 'int32'), w, dy]),
    backend.executeSingleOutput('Conv2DBackpropFilter', attributes, [
      x,
      tf.tensor1d(weightShape, 'int32'),
      dy,
    ]),
  ].map((tensor) => Array.from(tensor.dataSync()));
}

/** Throws when TensorFlow's numbers are not those of plain JavaScript. @param {Convolution} convolution */
function check(convolution) {
  const { channels, filters, groups, padding } = convolution;
  const outputSize = size + 2 * padding - kernel + 1;
  const input = scatter(size ** 2 * channels, 1);
  const weights = scatter((kernel ** 2 * channels * filters) / groups, 2);
  const outputGradient = scatter(outputSize ** 2 * filters, 3);
  const expected = expect(convolution, input, weights, outputGradient).flat();
  const computed = compute(convolution, input, weights, outputGradient).flat();
  const worst = Math.max(...expected.map((value, at) => Math.abs(value - Number(computed[at]))));
  // Sums of some fifty products below 1: float32 is exact to 1e-5; TensorFloat-32, which newer cards use, to 1e-2.
  const tolerance = backend.isUsingGpuDevice ? 0.05 : 1e-3;
  if (computed.length === expected.length && worst < tolerance) return;
  throw new Error(`${convolution.name} is wrong by ${worst}`);
}

const report = { tensorflow: binding.TF_Version, usesGpu: Boolean(backend.isUsingGpuDevice), error: '' };
try {
  for (const convolution of convolutions) check(convolution);
} catch (error) {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  // TensorFlow's own words follow a line with the number of its status.
  const said = lines.find((line) => line.startsWith('Message: '))?.slice('Message: '.length);
  report.error = (said ?? lines[0] ?? '').slice(0, 200);
}
process.stdout.write(`\n${JSON.stringify(report)}\n`);
