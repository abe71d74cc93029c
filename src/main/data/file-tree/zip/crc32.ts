const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of zip and PNG (ISO 3309), as an unsigned number. (Node 16 has no `zlib.crc32`.) */
export function crc32(bytes: Uint8Array): number {
  return new Crc32().update(bytes).value;
}

/** The same of bytes that come in pieces. */
export class Crc32 {
  #value = -1;

  update(bytes: Uint8Array): this {
    let value = this.#value;
    for (let at = 0; at < bytes.length; at += 1) {
      value = (TABLE[(value ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (value >>> 8);
    }
    this.#value = value;
    return this;
  }

  get value(): number {
    return (this.#value ^ -1) >>> 0;
  }
}
