/**
 * Finds out what the loaded engine can do on this processor, by computing with single ops and comparing with plain JavaScript. Plain
 * JavaScript itself, because the set-up's self-test runs it before any TypeScript can be. It speaks to tfjs-node's binding only.
 */

/** @typedef {import('../../../graph-runtime/ops/capabilities').Capability} Capability */
/** @typedef {{ name: string; type: number; value: unknown }} OpAttribute as the binding takes it */
/**
 * The part of tfjs-node's binding that ops are executed with.
 * @typedef {object} OpBinding
 * @property {number} TF_FLOAT
 * @property {number} TF_INT32
 * @property {number} TF_ATTR_TYPE
 * @property {number} TF_ATTR_INT
 * @property {number} TF_ATTR_STRING
 * @property {number} TF_ATTR_BOOL
 * @property {(shape: readonly number[], type: number, values: Float32Array | Int32Array) => number} createTensor
 * @property {(tensor: number) => Float32Array | Int32Array | Uint8Array} tensorDataSync
 * @property {(tensor: number) => void} deleteTensor
 * @property {(op: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs: number) => readonly { id: number }[]} executeOp
 */
/** @typedef {{ channels: number; filters: number; groups: number }} Convolution 3 x 3, stride 1, without padding, of one 6 x 6 image */

const SIZE = 6;
const KERNEL = 3;
const OUTPUT = SIZE - KERNEL + 1;
/** TensorFlow's number of it; the binding has no name for it. */
const BFLOAT16 = 14;

/**
 * Largest error of sums of some fifty products below 1. float32 is exact to 1e-5, TensorFloat-32, which newer cards use, to 1e-2.
 * bfloat16 has 8 bits: 2^-8 of each value.
 */
const TOLERANCE = { float32: 1e-3, tensorFloat32: 0.05, bfloat16: 0.1 };

const dense = { channels: 4, filters: 4, groups: 1 };
const grouped = { channels: 4, filters: 4, groups: 2 };

/**
 * One for each capability. They run in this order: oneDNN refuses a convolution in bfloat16 with an error, but a matrix product by
 * ending the process, so the product is tried only where the convolution has passed.
 * @type {Readonly<Record<Capability, (ops: Ops) => void>>}
 */
const probes = {
  groupedConvolution: (ops) => checkConvolution(ops, grouped, ops.binding.TF_FLOAT),
  bfloat16: (ops) => {
    checkConvolution(ops, dense, BFLOAT16);
    checkProduct(ops, BFLOAT16);
  },
  groupedBfloat16: (ops) => {
    checkConvolution(ops, dense, BFLOAT16);
    checkConvolution(ops, grouped, BFLOAT16);
  },
};

/** For people, in the set-up and in `doctor`: "it has no ...". @type {Readonly<Record<Capability, string>>} */
export const capabilityLabels = {
  groupedConvolution: 'gradients of grouped convolutions',
  bfloat16: 'bfloat16 products',
  groupedBfloat16: 'grouped convolutions in bfloat16',
};

/** The names of all capabilities, in the order of their probes. */
export const capabilityNames = /** @type {readonly Capability[]} */ (Object.keys(probes));

/**
 * Checks what every network needs: products, convolutions and their gradients.
 * @param {OpBinding} binding
 * @param {boolean} usesGpu
 * @throws when a number is wrong or cannot be had: nothing can be trained then
 */
export function checkEssentials(binding, usesGpu) {
  withOps(binding, usesGpu, (ops) => {
    checkProduct(ops, binding.TF_FLOAT);
    checkConvolution(ops, dense, binding.TF_FLOAT);
  });
}

/**
 * Whether the engine has a capability: it computes without an error, and correctly.
 * @param {OpBinding} binding
 * @param {boolean} usesGpu
 * @param {Capability} capability
 */
export function hasCapability(binding, usesGpu, capability) {
  try {
    withOps(binding, usesGpu, probes[capability]);
    return true;
  } catch {
    return false; // Wrong or missing: either way it must not be used, and there is another way.
  }
}

/**
 * Single ops whose tensors are given back at the end.
 * @typedef {object} Ops
 * @property {OpBinding} binding
 * @property {boolean} usesGpu
 * @property {(op: string, attributes: readonly OpAttribute[], inputs: readonly number[]) => number} run
 * @property {(values: readonly number[], shape: readonly number[], type: number) => number} upload
 * @property {(tensor: number, type: number) => readonly number[]} download
 */

/** @param {OpBinding} binding @param {boolean} usesGpu @param {(ops: Ops) => void} use */
function withOps(binding, usesGpu, use) {
  /** @type {number[]} */
  const tensors = [];
  /** @param {number} tensor */
  const keep = (tensor) => {
    tensors.push(tensor);
    return tensor;
  };
  /** @type {Ops['run']} */
  const run = (op, attributes, inputs) => {
    const [output] = binding.executeOp(op, attributes, inputs, 1);
    if (output === undefined) throw new Error(`${op} has no output`);
    return keep(output.id);
  };
  /** @param {number} tensor @param {number} from @param {number} to */
  const cast = (tensor, from, to) => {
    const attributes = [typeAttribute(binding, 'SrcT', from), typeAttribute(binding, 'DstT', to)];
    const truncate = { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false };
    return from === to ? tensor : run('Cast', [...attributes, truncate], [tensor]);
  };
  const { TF_FLOAT, TF_INT32 } = binding;
  try {
    use({
      binding,
      usesGpu,
      run,
      upload: (values, shape, type) => {
        if (type === TF_INT32) return keep(binding.createTensor(shape, TF_INT32, Int32Array.from(values)));
        return cast(keep(binding.createTensor(shape, TF_FLOAT, Float32Array.from(values))), TF_FLOAT, type);
      },
      download: (tensor, type) => Array.from(binding.tensorDataSync(cast(tensor, type, TF_FLOAT))),
    });
  } finally {
    for (const tensor of tensors) binding.deleteTensor(tensor);
  }
}

/** @param {OpBinding} binding @param {string} name @param {number} value @returns {OpAttribute} */
function typeAttribute(binding, name, value) {
  return { name, type: binding.TF_ATTR_TYPE, value };
}

/**
 * A convolution and both of its gradients.
 * @param {Ops} ops
 * @param {Convolution} convolution
 * @param {number} type
 */
function checkConvolution(ops, convolution, type) {
  const { channels, filters, groups } = convolution;
  const input = scatter(SIZE ** 2 * channels, 1);
  const weights = scatter((KERNEL ** 2 * channels * filters) / groups, 2);
  const gradient = scatter(OUTPUT ** 2 * filters, 3);
  const { binding } = ops;
  const inputShape = [1, SIZE, SIZE, channels];
  const weightShape = [KERNEL, KERNEL, channels / groups, filters];
  const attributes = [
    typeAttribute(binding, 'T', type),
    { name: 'strides', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'dilations', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'padding', type: binding.TF_ATTR_STRING, value: 'VALID' },
  ];
  const x = ops.upload(input, inputShape, type);
  const w = ops.upload(weights, weightShape, type);
  const dy = ops.upload(gradient, [1, OUTPUT, OUTPUT, filters], type);
  /** @param {readonly number[]} shape */
  const sizes = (shape) => ops.upload(shape, [shape.length], binding.TF_INT32);
  const computed = [
    ops.run('Conv2D', attributes, [x, w]),
    ops.run('Conv2DBackpropInput', attributes, [sizes(inputShape), w, dy]),
    ops.run('Conv2DBackpropFilter', attributes, [x, sizes(weightShape), dy]),
  ].flatMap((tensor) => ops.download(tensor, type));
  compare(ops, type, computed, convolve(convolution, input, weights, gradient));
}

/** A matrix product. @param {Ops} ops @param {number} type */
function checkProduct(ops, type) {
  const [rows, inner, columns] = [5, 7, 3];
  const left = scatter(rows * inner, 4);
  const right = scatter(inner * columns, 5);
  const attributes = [
    typeAttribute(ops.binding, 'T', type),
    ...['transpose_a', 'transpose_b'].map((name) => ({ name, type: ops.binding.TF_ATTR_BOOL, value: false })),
  ];
  const inputs = [ops.upload(left, [rows, inner], type), ops.upload(right, [inner, columns], type)];
  const computed = ops.download(ops.run('MatMul', attributes, inputs), type);
  const expected = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < inner; k += 1)
      sum += valueAt(left, row * inner + k) * valueAt(right, k * columns + column);
    return sum;
  });
  compare(ops, type, computed, expected);
}

/** @param {Ops} ops @param {number} type @param {readonly number[]} computed @param {readonly number[]} expected */
function compare({ binding, usesGpu }, type, computed, expected) {
  const tolerance =
    type !== binding.TF_FLOAT ? TOLERANCE.bfloat16 : usesGpu ? TOLERANCE.tensorFloat32 : TOLERANCE.float32;
  // Not a number is wrong, too, and compares with nothing.
  const wrong = expected.find((value, at) => !(Math.abs(value - valueAt(computed, at)) <= tolerance));
  if (computed.length === expected.length && wrong === undefined) return;
  throw new Error(`a product or convolution is wrong: ${wrong} was expected`);
}

/**
 * The convolution and its gradients by their definition. Layouts: [height, width, channels], kernels [height, width,
 * channels / groups, filters].
 * @param {Convolution} convolution
 * @param {readonly number[]} input
 * @param {readonly number[]} weights
 * @param {readonly number[]} gradient
 */
function convolve({ channels, filters, groups }, input, weights, gradient) {
  const perGroup = channels / groups;
  const output = new Array(gradient.length).fill(0);
  const ofInput = new Array(input.length).fill(0);
  const ofWeights = new Array(weights.length).fill(0);
  for (let position = 0; position < OUTPUT ** 2 * KERNEL ** 2; position += 1) {
    const x = position % KERNEL;
    const y = Math.floor(position / KERNEL) % KERNEL;
    const pixel = Math.floor(position / KERNEL ** 2);
    const cell = (Math.floor(pixel / OUTPUT) + y) * SIZE + (pixel % OUTPUT) + x;
    for (let filter = 0; filter < filters; filter += 1) {
      const firstChannel = Math.floor(filter / (filters / groups)) * perGroup;
      for (let channel = 0; channel < perGroup; channel += 1) {
        const [o, i] = [pixel * filters + filter, cell * channels + firstChannel + channel];
        const w = ((y * KERNEL + x) * perGroup + channel) * filters + filter;
        output[o] += valueAt(input, i) * valueAt(weights, w);
        ofInput[i] += valueAt(gradient, o) * valueAt(weights, w);
        ofWeights[w] += valueAt(gradient, o) * valueAt(input, i);
      }
    }
  }
  return [...output, ...ofInput, ...ofWeights];
}

/** @param {readonly number[]} values @param {number} index */
function valueAt(values, index) {
  return values[index] ?? Number.NaN;
}

/** Numbers in [-1, 1) without a pattern, the same everywhere. @param {number} count @param {number} seed */
function scatter(count, seed) {
  return Array.from({ length: count }, (_, index) => (((index + seed) * 7919) % 1000) / 500 - 1);
}
