/**
 * The engine as other machines have it: the same library with something taken away. Tests that pass here pass there too, as far as one
 * machine can show it. (Networks trained in these ways are compared with each other in src/main/trainer/run/other-engines.test.ts.)
 */

/** @type {readonly { title: string; name: string; environment: Readonly<Record<string, string>> }[]} */
const limited = [
  // Processors without AVX-512: AMD before Zen 4, most of Intel's for desktops.
  { title: 'AVX2', name: 'avx2', environment: { ONEDNN_MAX_CPU_ISA: 'AVX2' } },
  { title: 'SSE4.1', name: 'sse41', environment: { ONEDNN_MAX_CPU_ISA: 'SSE41' } },
];

/** Names of instruction sets are a processor's; oneDNN can be left out of every build. */
export const otherEngines = [
  ...(process.arch === 'x64' ? limited : []),
  { title: 'without oneDNN', name: 'without-onednn', environment: { NETLOOM_ONEDNN: 'off' } },
];

/**
 * The tests that are run with each: one of every kind of op that has its own kernels for each instruction set (convolutions, products,
 * pooling, normalization), every gradient rule, and a whole program with its optimizer.
 */
export const representativeTests = [
  'src/graph-runtime/layers/conv2d.test.ts',
  'src/graph-runtime/layers/depthwise-conv2d.test.ts',
  'src/graph-runtime/layers/batch-normalization.test.ts',
  'src/graph-runtime/layers/max-pooling2d.test.ts',
  'src/graph-runtime/layers/local-response-normalization.test.ts',
  'src/main/trainer/engine/gradient-rules.test.ts',
  'src/main/trainer/engine/grouped-convolution.test.ts',
  'src/main/trainer/engine/small-map-convolution.test.ts',
  'src/main/trainer/run/program.test.ts',
];
