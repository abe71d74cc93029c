/**
 * Limits of sizes in parameters. They catch slips of the finger and are far above what published networks and large images
 * need: a 4K image is 3840 × 2160, an 8K image 7680 × 4320, a face recognizer has a million classes, and a flattened feature map
 * millions of values. What is too large for memory is reported by the analysis, not here.
 */
export const SIZE_LIMITS = {
  /** Height, width, windows, strides and padding. */
  side: 65_536,
  /** Channels, filters, units, features: the length of an axis of values. */
  features: 16_777_216,
  /** Distance between the taps of a kernel. WaveNet has 512. */
  dilation: 4096,
  /** How many times larger an image becomes. DeepLab's pooled branch grows from one cell to the whole map. */
  factor: 4096,
} as const;
