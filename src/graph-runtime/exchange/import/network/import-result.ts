import type { ImportedNetwork } from './imported-network';

/** The network of a model file, or why there is none in it. */
export type ImportResult =
  | { readonly ok: true; readonly network: ImportedNetwork }
  | {
      readonly ok: false;
      readonly reason: 'quantized' | 'cycle' | 'no-input' | 'no-layers';
      readonly detail: string;
    };
