import type { OptionDefinitions } from './arguments';

/** Options that several commands take. */

export const batchSizeOption = {
  kind: 'integer',
  minimum: 1,
  maximum: 65_536,
  help: 'images per step (default: the value in the file)',
} as const satisfies OptionDefinitions[string];

export const weightsOption = {
  kind: 'text',
  what: 'a safetensors file',
  value: 'FILE',
  help: "weights to use instead of the folder's",
} as const satisfies OptionDefinitions[string];
