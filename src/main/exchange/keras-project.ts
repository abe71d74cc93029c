import type { KerasProject } from '../../graph-runtime/exchange/export/keras/export-keras';
import { TRAINING_FILE } from '../../graph-runtime/exchange/export/keras/files/train';
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
  { texts, model, training, inputs, outputs }: KerasProject,
  values: TensorValues,
  sample: SampleBatch,
): Promise<void> {
  await writeProjectFiles(path, [
    ...textFiles(texts),
    { name: 'model.keras', pieces: () => kerasFilePieces(model, values) },
    ...(training === null ? [] : [{ name: TRAINING_FILE, pieces: () => kerasFilePieces(training, values) }]),
    sampleFile(sample, outputs, inputs),
  ]);
}
