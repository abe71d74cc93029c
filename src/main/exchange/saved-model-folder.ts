import type { SavedModelExport } from '../../graph-runtime/exchange/export/saved-model/export-saved-model';
import { sampleFile } from './npz-pieces';
import { permutedPieces } from './permuted-pieces';
import { textFiles, writeProjectFiles } from './project-files';
import type { SampleBatch } from './sample-batch';
import type { TensorValues } from './tensor-values';

/**
 * Writes a SavedModel with its programs as a folder, or as an archive where the path ends so. Of the weights, one at a time is in memory.
 *
 * @throws the system's error
 */
export async function writeSavedModelFolder(
  path: string,
  { texts, pieces, outputs }: SavedModelExport,
  values: TensorValues,
  sample: SampleBatch,
): Promise<void> {
  await writeProjectFiles(path, [
    ...textFiles(texts),
    { name: 'saved_model.pb', pieces: () => graphPieces(pieces, values) },
    sampleFile(sample, outputs),
  ]);
}

async function* graphPieces(
  pieces: SavedModelExport['pieces'],
  values: TensorValues,
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece.kind === 'bytes') yield piece.bytes;
    else {
      const numbers = await values.read(piece.content.weight);
      yield* permutedPieces(numbers, [numbers.length], null);
    }
  }
}
