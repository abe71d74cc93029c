import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { WeightsReference } from '../../graph-runtime/document/document';

/** How imported weights are called in the app's own folder: by their content, so that none is there twice. */
export function importedWeightsName({ sha256 }: Pick<WeightsReference, 'sha256'>): string {
  return `${sha256}.safetensors`;
}

/**
 * The file of weights that a document begins with: by its name beside the document, or by its content among the imported ones. That it is
 * the right one is checked where it is read.
 */
export async function findWeights(
  reference: WeightsReference,
  folders: readonly string[],
): Promise<Reply<string>> {
  // A reference from a stranger names a file in these folders, and no path out of them.
  const names = [basename(reference.file), importedWeightsName(reference)];
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isThere(path)) return success(path);
    }
  }
  return failed(failure('weights-missing', { name: reference.file }));
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
