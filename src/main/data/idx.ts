/** What an IDX file holds: bytes in an array of this many axes. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/** The file is not what it should be; `reason` is one clause, in English, for the log and the message's detail. */
export class IdxFormatError extends Error {}

const UNSIGNED_BYTE = 0x08;

/**
 * Reads an IDX file of unsigned bytes, the format of MNIST (described by LeCun, Cortes and Burges): two zero bytes, the
 * element type, the number of axes, each axis as a big-endian 32-bit number, then the values.
 *
 * @param isBeginning whether `file` may be cut off behind its header: `values` are then those that are there
 * @throws IdxFormatError when header and length do not say that
 */
export function parseIdx(file: Uint8Array, isBeginning = false): IdxArray {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4 || view.getUint16(0) !== 0) throw new IdxFormatError('it is no IDX file');
  if (view.getUint8(2) !== UNSIGNED_BYTE) throw new IdxFormatError('its values are not bytes');
  const rank = view.getUint8(3);
  const start = 4 + 4 * rank;
  if (rank === 0 || file.length < start) throw new IdxFormatError('its header is cut off');
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, size) => product * size, 1);
  if (isBeginning ? file.length > start + count : file.length !== start + count) {
    throw new IdxFormatError(`it should have ${start + count} bytes and has ${file.length}`);
  }
  return { shape, values: file.subarray(start) };
}
