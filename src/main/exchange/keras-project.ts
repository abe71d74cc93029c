import type { KerasProject } from '../../graph-runtime/exchange/export/keras/export-keras';
import { kerasFilePieces } from './keras-file';
import { sampleFile } from './npz-pieces';
import { textFiles, writeProjectFiles } from './project-files';
import type { SampleBatch } from './sample-batch';
import type { TensorValues } from './tensor-values';

/**
 * Writes a Keras project as a folder, or as an archive where the path ends so. Of the weights, one at a time is in memory.
 *
 * @throws the system's error
 */
export async function writeKerasProject(
  path: string,
  { texts, model, outputs }: KerasProject,
  values: TensorValues,
  sample: SampleBatch,
): Promise<void> {
  await writeProjectFiles(path, [
    ...textFiles(texts),
    { name: 'model.keras', pieces: () => kerasFilePieces(model, values) },
    sampleFile(sample, outputs),
  ]);
}
