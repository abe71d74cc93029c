import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * A wheel is a zip archive of which only a few members are wanted; Debian has no `unzip` from the start, so this reads it.
 * Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 *
 * @typedef {object} ZipMember
 * @property {string} name
 * @property {number} size in bytes, unpacked
 * @property {number} packedSize
 * @property {number} method 0 stored, 8 deflated
 * @property {boolean} isExecutable
 * @property {number} headerOffset of its local header
 */

const endSignature = 0x06054b50;
const memberSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;

/** Lists the files in an archive. @param {string} archive @returns {Promise<ZipMember[]>} */
export async function listMembers(archive) {
  const handle = await open(archive);
  try {
    const { size } = await handle.stat();
    const tail = await readAt(handle, Math.max(0, size - endLength - longestComment), size);
    const end = findEnd(tail, archive);
    const directoryStart = tail.readUInt32LE(end + 16);
    const directory = await readAt(handle, directoryStart, directoryStart + tail.readUInt32LE(end + 12));
    return parseDirectory(directory, tail.readUInt16LE(end + 10), archive);
  } finally {
    await handle.close();
  }
}

/**
 * Unpacks the members that `chooses`, keeping their paths.
 * @param {string} archive
 * @param {string} directory
 * @param {(name: string) => boolean} chooses
 * @param {(bytes: number) => void} [onBytes] called with the bytes unpacked since the last call
 * @returns {Promise<string[]>} the names unpacked
 */
export async function unpackMembers(archive, directory, chooses, onBytes) {
  const members = (await listMembers(archive)).filter((member) => chooses(member.name));
  for (const member of members)
    await unpackMember(archive, member, insideOf(directory, member.name), onBytes);
  return members.map((member) => member.name);
}

/**
 * @param {string} archive
 * @param {ZipMember} member
 * @param {string} destination
 * @param {((bytes: number) => void) | undefined} onBytes
 */
async function unpackMember(archive, member, destination, onBytes) {
  const start = await findData(archive, member);
  await mkdir(path.dirname(destination), { recursive: true });
  const file = createWriteStream(destination, { mode: member.isExecutable ? 0o755 : 0o644 });
  if (member.packedSize === 0) return void (await pipeline([], file));
  const packed = createReadStream(archive, {
    start,
    end: start + member.packedSize - 1,
    highWaterMark: 1 << 20,
  });
  let size = 0;
  /** @param {AsyncIterable<Buffer>} source */
  const count = async function* (source) {
    for await (const chunk of source) {
      size += chunk.length;
      onBytes?.(chunk.length);
      yield chunk;
    }
  };
  if (member.method === 8) await pipeline(packed, createInflateRaw({ chunkSize: 1 << 20 }), count, file);
  else await pipeline(packed, count, file);
  if (size !== member.size) throw new Error(`${member.name} has ${size} bytes, not ${member.size}`);
}

/** Where a member's packed bytes begin. @param {string} archive @param {ZipMember} member */
async function findData(archive, member) {
  const handle = await open(archive);
  try {
    const header = await readAt(handle, member.headerOffset, member.headerOffset + 30);
    if (header.readUInt32LE(0) !== localSignature) throw new Error(`${member.name} has no local header`);
    // The local header's name and extra field may differ in length from the central directory's.
    return member.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

/** @param {Buffer} tail @param {string} archive */
function findEnd(tail, archive) {
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endSignature) return at;
  }
  throw new Error(`${archive} is not a zip archive`);
}

/** @param {Buffer} directory @param {number} count @param {string} archive */
function parseDirectory(directory, count, archive) {
  /** @type {ZipMember[]} */
  const members = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== memberSignature) throw new Error(`${archive} has a broken directory`);
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const member = {
      name,
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      // The upper half of the external attributes is the Unix mode.
      isExecutable: ((directory.readUInt32LE(at + 38) >>> 16) & 0o111) !== 0,
      headerOffset: directory.readUInt32LE(at + 42),
    };
    if (Math.max(member.packedSize, member.size, member.headerOffset) === 0xffffffff) {
      throw new Error(`${archive} is in the zip64 format, which is not read here`);
    }
    if (!name.endsWith('/')) members.push(member);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return members;
}

/** The path of a member below `directory`; a name that leads out of it is refused. @param {string} directory @param {string} name */
function insideOf(directory, name) {
  const target = path.resolve(directory, name);
  if (!target.startsWith(path.resolve(directory) + path.sep))
    throw new Error(`${name} leads out of the archive`);
  return target;
}

/** @param {import('node:fs/promises').FileHandle} handle @param {number} start @param {number} end */
async function readAt(handle, start, end) {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
