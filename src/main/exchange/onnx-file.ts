import { encodeModel } from '../../graph-runtime/exchange/export/onnx/encode-model';
import type { OnnxModel } from '../../graph-runtime/exchange/export/onnx/model';
import { type AtomicWriteOptions, writeFileAtomically } from '../files/atomic-write';
import { permutedPieces } from './permuted-pieces';
import type { TensorValues } from './tensor-values';

/**
 * Writes an ONNX file. Of the weights, one at a time is in memory.
 *
 * @throws the system's error; a file that was there is then as it was
 */
export async function writeOnnxFile(
  path: string,
  model: OnnxModel,
  values: TensorValues,
  options: AtomicWriteOptions = {},
): Promise<void> {
  await writeFileAtomically(path, piecesOf(model, values), options);
}

async function* piecesOf(model: OnnxModel, values: TensorValues): AsyncGenerator<Uint8Array> {
  for (const piece of encodeModel(model)) {
    if (piece.kind === 'bytes') yield piece.bytes;
    else {
      const { weight, shape, permutation } = piece.content;
      yield* permutedPieces(await values.read(weight), shape, permutation);
    }
  }
}
