import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../files/crc32';

/** An entry as a test wants it, also where no honest program would write it so. */
export interface ZipPart {
  /** Text is stored as UTF-8, and said to be. */
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly isStored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly system?: number;
  readonly mode?: number;
  /** What the directory announces instead of the truth. */
  readonly size?: number;
  readonly crc?: number;
  /** Points at the entry before it, as archives that are bombs do. */
  readonly isOverlapping?: boolean;
}

/** A zip archive of these entries. */
export function zipOf(parts: readonly ZipPart[], prefix = Buffer.alloc(0)): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name as string);
    const content = Buffer.from((part.content ?? '') as string);
    const packed = part.isStored === true ? content : deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? (typeof part.name === 'string' ? 0x800 : 0), 2);
    fields.writeUInt16LE(part.method ?? (part.isStored === true ? 0 : 8), 4);
    fields.writeUInt32LE(part.crc ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const start = part.isOverlapping === true ? before : offset;
    before = offset;
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, packed]);
    chunks.push(local);
    offset += local.length;
    const line = Buffer.alloc(46);
    line.write('PK\u0001\u0002', 'latin1');
    line.writeUInt8(part.system ?? 3, 5);
    fields.copy(line, 6);
    line.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 38);
    line.writeUInt32LE(start, 42);
    directory.push(line, name);
  }
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(lines.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([prefix, ...chunks, lines, end]);
}
