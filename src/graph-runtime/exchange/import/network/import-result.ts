import type { ImportedNetwork } from './imported-network';

/** What becomes of a model, or why there is no network in it. */
export type ImportResult =
  | { readonly ok: true; readonly network: ImportedNetwork }
  | {
      readonly ok: false;
      readonly reason: 'quantized' | 'cycle' | 'no-input' | 'no-layers';
      readonly detail: string;
    };
