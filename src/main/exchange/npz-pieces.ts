import { namedInputs, namedScores, type SampleBatch } from './sample-batch';
import { type ArchivedFile, zipPieces } from './zip-pieces';

/** An array of an archive of NumPy. */
export interface NpzArray {
  readonly name: string;
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Arrays as `numpy.load` reads them: an archive of files of NumPy's format 1.0, in pieces. */
export function npzPieces(arrays: readonly NpzArray[]): AsyncGenerator<Uint8Array> {
  return zipPieces(arrays.map(npyFile));
}

/** The header's length with the ten bytes in front is a multiple of this. */
const ALIGNMENT = 64;

function npyFile({ name, values, shape }: NpzArray): ArchivedFile {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(length, 8);
  const header = Buffer.from(`${text.padEnd(length - 1)}\n`, 'latin1');
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name: `${name}.npy`, pieces: () => [head, header, bytes] };
}

/** `sample.npz` of an exported project: a batch with the scores that the engine gives it. @param inputs what is for each input is called @param outputs what those of each main output are called */
export function sampleFile(
  sample: SampleBatch,
  outputs: readonly string[],
  inputs: readonly string[] = ['inputs'],
): ArchivedFile {
  const arrays = [
    ...namedInputs(sample, inputs),
    ...namedScores(sample, outputs).map(({ name, scores, shape }) => ({ name, values: scores, shape })),
  ];
  return { name: 'sample.npz', pieces: () => npzPieces(arrays) };
}
