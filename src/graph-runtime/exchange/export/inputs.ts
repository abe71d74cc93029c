import type { NetworkToExport } from './network-to-export';

/** Names of the images (or vectors) that enter each input of a network in the files of samples. */
export function exportedInputs({ images }: Pick<NetworkToExport, 'images'>): readonly string[] {
  if (images.length === 1) return ['inputs'];
  return images.map(({ path }) => `inputs_${path}`);
}
