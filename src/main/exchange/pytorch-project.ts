import type { PytorchProject } from '../../graph-runtime/exchange/export/pytorch/export-pytorch';
import { permutedPieces } from './permuted-pieces';
import { textFiles, writeProjectFiles } from './project-files';
import { safetensorsPieces, type TensorPiece } from './safetensors-pieces';
import { namedInputs, namedScores, type SampleBatch } from './sample-batch';
import type { TensorValues } from './tensor-values';

/** Images channels first. */
const CHANNELS_FIRST = [0, 3, 1, 2];

/**
 * Writes a PyTorch project as a folder, or as an archive where the path ends so. Of the weights, one at a time is in memory.
 *
 * @throws the system's error
 */
export async function writePytorchProject(
  path: string,
  { texts, tensors, inputs, outputs, counters }: PytorchProject,
  values: TensorValues,
  sample: SampleBatch,
): Promise<void> {
  const weights: TensorPiece[] = tensors.map(({ weight, shape, name, permutation, dims }) => ({
    name,
    type: 'F32',
    shape: dims,
    async *bytes() {
      yield* permutedPieces(await values.read(weight), shape, permutation);
    },
  }));
  const zero = { type: 'I64', shape: [], bytes: () => [new Uint8Array(8)] } as const;
  const counted: TensorPiece[] = counters.map((name) => ({ name, ...zero }));
  const batch = [
    ...namedInputs(sample, inputs).map(({ name, values: one, shape }) => tensorOf(name, one, shape)),
    ...namedScores(sample, outputs).map(({ name, scores, shape }) => tensorOf(name, scores, shape)),
  ];
  await writeProjectFiles(path, [
    ...textFiles(texts),
    {
      name: 'weights.safetensors',
      pieces: () => safetensorsPieces([...weights, ...counted], { format: 'pt', project: 'netloom' }),
    },
    { name: 'sample.safetensors', pieces: () => safetensorsPieces(batch, { format: 'pt' }) },
  ]);
}

function tensorOf(name: string, values: Float32Array, shape: readonly number[]): TensorPiece {
  const permutation = shape.length === 4 ? CHANNELS_FIRST : null;
  const dims = permutation?.map((axis) => shape[axis] ?? 1) ?? shape;
  return { name, type: 'F32', shape: dims, bytes: () => permutedPieces(values, shape, permutation) };
}
