const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The checksum of zip and PNG (ISO 3309), as an unsigned number. (`zlib.crc32` came with Node 20.15; Electron's Node is older.)
 *
 * @param before that of the bytes before these
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = before ^ -1;
  for (let at = 0; at < bytes.length; at += 1) {
    value = (TABLE[(value ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (value >>> 8);
  }
  return (value ^ -1) >>> 0;
}

/** The same of bytes that come in pieces. */
export class Crc32 {
  #value = 0;

  update(bytes: Uint8Array): this {
    this.#value = crc32(bytes, this.#value);
    return this;
  }

  get value(): number {
    return this.#value;
  }
}
