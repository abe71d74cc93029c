/**
 * What a build of the engine may be unable to do on a processor, although its numbers are right. A network that would use it is lowered
 * in another way.
 *
 * - `groupedConvolution`: convolutions with groups, and their gradients. TensorFlow has none on the CPU without oneDNN.
 * - `bfloat16`: products in bfloat16. oneDNN has none on processors without AVX-512; TensorFlow then computes them itself, unless
 *   AVX-512 is there but oneDNN may not use it.
 * - `groupedBfloat16`: convolutions with groups, and their gradients, in bfloat16. TensorFlow itself has none.
 */
export type Capability = 'groupedConvolution' | 'bfloat16' | 'groupedBfloat16';

export type Capabilities = ReadonlySet<Capability>;

export const ALL_CAPABILITIES: Capabilities = new Set<Capability>([
  'groupedConvolution',
  'bfloat16',
  'groupedBfloat16',
]);
