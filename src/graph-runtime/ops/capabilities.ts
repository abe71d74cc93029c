/**
 * What a build of the engine may be unable to do on a processor, although its numbers are right. A network that would use it is lowered
 * in another way.
 *
 * - `groupedConvolution`: convolutions with groups, and their gradients. TensorFlow has none on the CPU without oneDNN.
 * - `bfloat16`: products in bfloat16. oneDNN has none on processors without AVX-512.
 */
export type Capability = 'groupedConvolution' | 'bfloat16';

export type Capabilities = ReadonlySet<Capability>;

export const ALL_CAPABILITIES: Capabilities = new Set<Capability>(['groupedConvolution', 'bfloat16']);
