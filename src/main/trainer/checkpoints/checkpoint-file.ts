import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import {
  headerEnd,
  LENGTH_BYTES,
  type NamedTensor,
  packTensors,
  unpackMetadata,
  unpackTensors,
} from '../program/weights-file';
import { encodeNumbers, type RunState, runStateSchema } from './run-state';

/** All that is needed to continue as if nothing had happened: see `RunState`, and every variable of the program by name. */
export interface Checkpoint {
  readonly state: RunState;
  readonly tensors: readonly NamedTensor[];
}

/** A safetensors file any program reads; the run's state and the checksum are in its metadata. */
const FORMAT = 'netloom-checkpoint';
/** Placeholder for the checksum while it is computed. */
const NO_CHECKSUM = '0'.repeat(64);
const checksumKey = /"checksum":"([0-9a-f]{64})"/;
/** Hashed at a time, so that training continues in between: some 5 ms. */
const HASHED_BYTES = 4_000_000;

/**
 * The checkpoint as a file's bytes, in pieces. The SHA-256 in its metadata covers the whole file, with zeros in its own place.
 * Between pieces of the work it lets the event loop continue.
 */
export async function packCheckpoint({ state, tensors }: Checkpoint): Promise<readonly Uint8Array[]> {
  const metadata = { format: FORMAT, checksum: NO_CHECKSUM, state: JSON.stringify(state, encodeNumbers) };
  const [header = new Uint8Array(), ...values] = packTensors(tensors, metadata);
  const checksum = await hash([header, ...values]);
  // It can occur only at its own place in the header: the quotes of the state are escaped.
  const filled = Buffer.from(
    Buffer.from(header).toString('latin1').replace(`"checksum":"${NO_CHECKSUM}"`, `"checksum":"${checksum}"`),
    'latin1',
  );
  return [filled, ...values];
}

/**
 * Reads a checkpoint and makes sure that every byte is as it was written.
 *
 * @throws an Error that says in a few words what is wrong with it
 */
export async function unpackCheckpoint(bytes: Uint8Array): Promise<Checkpoint> {
  const end = headerEnd(bytes);
  const { blank, checksum } = withoutChecksum(bytes.subarray(0, end));
  if ((await hash([blank, bytes.subarray(end)])) !== checksum) throw new Error('its checksum does not agree');
  const { metadata, tensors } = unpackTensors(bytes);
  return { state: stateOf(metadata), tensors };
}

/** The header as it was hashed, and the checksum in it. */
function withoutChecksum(bytes: Uint8Array): { readonly blank: Buffer; readonly checksum: string } {
  const header = Buffer.from(bytes).toString('latin1');
  const [, checksum] = checksumKey.exec(header) ?? [];
  if (checksum === undefined) throw new Error('it is no checkpoint');
  const blank = Buffer.from(header.replace(checksumKey, `"checksum":"${NO_CHECKSUM}"`), 'latin1');
  return { blank, checksum };
}

function stateOf(metadata: Readonly<Record<string, string>>): RunState {
  const state = runStateSchema.safeParse(JSON.parse(metadata.state ?? 'null'));
  if (metadata.format !== FORMAT || !state.success) throw new Error('another version of Netloom wrote it');
  return state.data;
}

/**
 * Makes sure that every byte of a checkpoint's file is as it was written, without holding them; returns the run's state.
 *
 * @throws the system's error, or one that says in a few words what is wrong with it
 */
export async function checkCheckpointFile(path: string): Promise<RunState> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await readPiece(file, 0, Math.min(size, LENGTH_BYTES));
    if (start.length < LENGTH_BYTES) throw new Error('it is cut short');
    const end = LENGTH_BYTES + Number(start.readBigUInt64LE());
    if (end > size) throw new Error('it is cut short');
    const header = await readPiece(file, 0, end);
    const { blank, checksum } = withoutChecksum(header);
    const sum = createHash('sha256').update(blank);
    await hashRest(file, end, sum);
    if (sum.digest('hex') !== checksum) throw new Error('its checksum does not agree');
    return stateOf(unpackMetadata(header));
  } finally {
    await file.close();
  }
}

async function hashRest(file: FileHandle, start: number, sum: Hash): Promise<void> {
  for (let position = start; ; ) {
    const piece = await readPiece(file, position, HASHED_BYTES);
    if (piece.length === 0) return;
    sum.update(piece);
    position += piece.length;
  }
}

async function readPiece(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

async function hash(pieces: readonly Uint8Array[]): Promise<string> {
  const sum = createHash('sha256');
  for (const piece of pieces) {
    for (let start = 0; start < piece.length; start += HASHED_BYTES) {
      sum.update(piece.subarray(start, start + HASHED_BYTES));
      if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return sum.digest('hex');
}
