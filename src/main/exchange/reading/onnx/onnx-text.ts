import { bytesOf, type ProtobufValue } from '../../../../graph-runtime/exchange/protobuf-reader';

/** Longer ones are no names: a file could fill memory with them. */
const LONGEST = 1_000_000;

/** A text of a message. */
export function textOf(value: ProtobufValue): string {
  return Buffer.from(bytesOf(value).subarray(0, LONGEST)).toString('utf8');
}
