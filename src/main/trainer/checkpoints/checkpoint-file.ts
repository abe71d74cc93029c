import { createHash } from 'node:crypto';
import { headerEnd, type NamedTensor, packTensors, unpackTensors } from '../program/weights-file';
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
  const header = Buffer.from(bytes.subarray(0, end)).toString('latin1');
  const [, checksum] = checksumKey.exec(header) ?? [];
  if (checksum === undefined) throw new Error('it is no checkpoint');
  const blank = Buffer.from(header.replace(checksumKey, `"checksum":"${NO_CHECKSUM}"`), 'latin1');
  if ((await hash([blank, bytes.subarray(end)])) !== checksum) throw new Error('its checksum does not agree');
  const { metadata, tensors } = unpackTensors(bytes);
  const state = runStateSchema.safeParse(JSON.parse(metadata.state ?? 'null'));
  if (metadata.format !== FORMAT || !state.success) throw new Error('another version of Netloom wrote it');
  return { state: state.data, tensors };
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
