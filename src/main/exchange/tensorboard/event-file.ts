import type { Histogram } from '../../../contract/contract';
import { ProtobufMessage } from '../../../graph-runtime/exchange/protobuf';
import { maskedChecksum } from './masked-checksum';

/** What is known of one step of a run, as TensorBoard shows it. */
export interface SummaryEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
  readonly values: readonly SummaryValue[];
}

export type SummaryValue =
  | { readonly kind: 'scalar'; readonly tag: string; readonly value: number }
  | { readonly kind: 'histogram'; readonly tag: string; readonly histogram: Histogram }
  | { readonly kind: 'image'; readonly tag: string; readonly picture: EncodedPicture };

/** A picture in gray (1 channel) or color (3). */
export interface EncodedPicture {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly png: Uint8Array;
}

/** What TensorBoard expects in the first record. */
const FILE_VERSION = 'brain.Event:2';

/** The bytes of an event file: a record for its version and one for each event (tensorflow/core/util/event.proto). */
export function* encodeEventFile(events: readonly SummaryEvent[]): Generator<Uint8Array> {
  const wallTime = events[0]?.wallTime ?? 0;
  yield record(message().double(1, wallTime).text(3, FILE_VERSION));
  for (const event of events) yield record(eventMessage(event));
}

/** Length, its checksum, the bytes, and theirs: a record of TensorFlow's (tensorflow/core/lib/io/record_writer.h). */
function record(event: ProtobufMessage<never>): Uint8Array {
  const [piece] = event.pieces;
  const bytes = piece?.kind === 'bytes' ? piece.bytes : new Uint8Array();
  const framed = Buffer.alloc(bytes.length + 16);
  framed.writeBigUInt64LE(BigInt(bytes.length), 0);
  framed.writeUInt32LE(maskedChecksum(framed.subarray(0, 8)), 8);
  framed.set(bytes, 12);
  framed.writeUInt32LE(maskedChecksum(bytes), 12 + bytes.length);
  return framed;
}

function eventMessage({ wallTime, step, values }: SummaryEvent): ProtobufMessage<never> {
  const summary = message();
  for (const value of values) summary.message(1, valueMessage(value));
  return message().double(1, wallTime).integer(2, step).message(5, summary);
}

/** tensorflow/core/framework/summary.proto, `Summary.Value`. */
function valueMessage(value: SummaryValue): ProtobufMessage<never> {
  const tagged = message().text(1, value.tag);
  if (value.kind === 'scalar') return tagged.float(2, value.value);
  if (value.kind === 'histogram') return tagged.message(5, histogramMessage(value.histogram));
  const { height, width, channels, png } = value.picture;
  return tagged.message(4, message().integer(1, height).integer(2, width).integer(3, channels).bytes(4, png));
}

/** `HistogramProto`: the upper limit of each bucket and how many values lie in it; sums by the middles of the buckets. */
function histogramMessage(histogram: Histogram): ProtobufMessage<never> {
  const { minimum, maximum, counts } = withoutEmptyRange(histogram);
  const width = (maximum - minimum) / counts.length;
  const middles = counts.map((_, at) => minimum + (at + 0.5) * width);
  const sumOf = (of: (middle: number) => number) =>
    counts.reduce((sum, count, at) => sum + count * of(middles[at] ?? 0), 0);
  return message()
    .double(1, minimum)
    .double(2, maximum)
    .double(
      3,
      sumOf(() => 1),
    )
    .double(
      4,
      sumOf((middle) => middle),
    )
    .double(
      5,
      sumOf((middle) => middle ** 2),
    )
    .doubles(
      6,
      counts.map((_, at) => minimum + (at + 1) * width),
    )
    .doubles(7, counts);
}

/** Where all values are the same, one bucket has them. */
function withoutEmptyRange({ minimum, maximum, counts }: Histogram): Histogram {
  if (maximum > minimum) return { minimum, maximum, counts };
  return { minimum, maximum, counts: [counts.reduce((sum, count) => sum + count, 0)] };
}

function message(): ProtobufMessage<never> {
  return new ProtobufMessage<never>();
}
