/**
 * Writes protocol buffers (https://protobuf.dev/programming-guides/encoding). Where bytes are to come later, as those of large tensors, a
 * message has an open piece whose length is known: nobody has to hold the whole.
 */
export class ProtobufMessage<Open> {
  readonly #pieces: ProtobufPiece<Open>[] = [];
  #length = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** In order; neighbors that are known are one. */
  get pieces(): readonly ProtobufPiece<Open>[] {
    const joined: ProtobufPiece<Open>[] = [];
    let known: Uint8Array[] = [];
    const close = () => {
      if (known.length > 0) joined.push({ kind: 'bytes', bytes: concatenated(known) });
      known = [];
    };
    for (const piece of this.#pieces) {
      if (piece.kind === 'bytes') known.push(piece.bytes);
      else {
        close();
        joined.push(piece);
      }
    }
    close();
    return joined;
  }

  /** A whole number of up to 53 bits, which may be negative. */
  integer(field: number, value: number): this {
    return this.#bytes(tag(field, VARINT)).#bytes(varint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#bytes(tag(field, FOUR_BYTES)).#bytes(bytes);
  }

  double(field: number, value: number): this {
    return this.#bytes(tag(field, EIGHT_BYTES)).#bytes(doubles([value]));
  }

  /** A repeated field, packed. */
  doubles(field: number, values: readonly number[]): this {
    return this.bytes(field, doubles(values));
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8(value));
  }

  bytes(field: number, bytes: Uint8Array): this {
    return this.#bytes(tag(field, DELIMITED)).#bytes(varint(bytes.length)).#bytes(bytes);
  }

  message(field: number, message: ProtobufMessage<Open>): this {
    this.#bytes(tag(field, DELIMITED)).#bytes(varint(message.length));
    for (const piece of message.#pieces) this.#pieces.push(piece);
    this.#length += message.length;
    return this;
  }

  /** Bytes that are to come. */
  open(field: number, content: Open, length: number): this {
    this.#bytes(tag(field, DELIMITED)).#bytes(varint(length));
    this.#pieces.push({ kind: 'open', content, length });
    this.#length += length;
    return this;
  }

  #bytes(bytes: Uint8Array): this {
    this.#pieces.push({ kind: 'bytes', bytes });
    this.#length += bytes.length;
    return this;
  }
}

export type ProtobufPiece<Open> =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'open'; readonly content: Open; readonly length: number };

// Wire types.
const VARINT = 0;
const EIGHT_BYTES = 1;
const DELIMITED = 2;
const FOUR_BYTES = 5;

function tag(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

function doubles(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    view.setFloat64(8 * at, value, true);
  });
  return bytes;
}

/** Half of a pair of surrogates is no character: U+FFFD stands for it. */
function utf8(text: string): Uint8Array {
  const encoded = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'));
  const bytes = encoded.match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return Uint8Array.from(bytes, (one) =>
    one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0),
  );
}

/** Seven bits a byte, the lowest first; a negative number as 64 bits of its complement. */
function varint(value: number): Uint8Array {
  if (value < 0) return bigVarint(BigInt.asUintN(64, BigInt(value)));
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function bigVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) + 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
