import { openByteSource } from '../../data/file-tree/zip/byte-source';
import { sourceProblem } from '../../data/file-tree/source-problem-error';
import { isSafetensors, openSafetensors } from './safetensors-source';
import { isTorchFile, openTorchFile } from './torch-source';
import type { WeightSource } from './weight-source';

/**
 * A file of weights, recognized by its content whatever it is called.
 *
 * @throws SourceProblemError when it is none, is damaged, or wants to run code
 */
export async function openWeights(path: string): Promise<WeightSource> {
  const source = openByteSource(path);
  try {
    if (isSafetensors(source)) return openSafetensors(source);
    if (isTorchFile(source)) return await openTorchFile(source);
    throw sourceProblem('unsupported-array', path, 'no weights');
  } catch (error) {
    source.close();
    throw error;
  }
}
