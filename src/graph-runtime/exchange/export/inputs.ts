import type { NetworkToExport } from './network-to-export';

/** Names of what enters each input of a network in the files of samples. */
export function exportedInputs({ inputs }: Pick<NetworkToExport, 'inputs'>): readonly string[] {
  if (inputs.length === 1) return ['inputs'];
  return inputs.map(({ path }) => `inputs_${path}`);
}
