import { ByteReader } from '../byte-reader';
import { truncated } from '../image-problem';

export interface RiffChunk {
  /** Four characters. */
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * The chunks of a RIFF file from a place on. Strict: one that is cut off is refused; otherwise it comes with what there is of it.
 *
 * @throws ImageProblem if strict
 */
export function* riffChunks(
  bytes: Uint8Array,
  start: number,
  { isStrict }: { readonly isStrict: boolean },
): Generator<RiffChunk> {
  const reader = new ByteReader(bytes, true);
  // Up to seven bytes behind the last chunk belong to nothing.
  for (let at = start; at + 8 <= bytes.length; ) {
    const type = Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).toString('latin1');
    const length = reader.u32(at + 4);
    const isCutOff = at + 8 + length > bytes.length;
    if (isCutOff && isStrict) truncated(`byte ${at + 8 + length} of ${bytes.length}`);
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (length % 2);
  }
}
