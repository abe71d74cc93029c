/**
 * Messages between a process and its owner, as JSON can carry them: typed arrays become text, and so do numbers that are not finite. All
 * else stays what it is. Node's own way for such values (`advanced` serialization) is closed: a buffer that Electron's main process has
 * written by it does not come from Electron's allocator, and the app ends when it is collected (seen with Electron 22).
 */
const KIND = '$kind';

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};
type ArrayName = keyof typeof arrayTypes;

/** The message with nothing in it that JSON does not know. */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'number') {
    const isPlain = Number.isFinite(value) && !Object.is(value, -0);
    return isPlain ? value : { [KIND]: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { [KIND]: arrayNameOf(value), value: bytes.toString('base64') };
  }
  const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
  return KIND in value ? { [KIND]: 'object', value: members } : members;
}

/** The message as it was before `toPlain`. */
export function fromPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  if (!(KIND in value) || !('value' in value)) return membersFromPlain(value);
  const { [KIND]: kind, value: content } = value;
  if (kind === 'object' && typeof content === 'object' && content !== null) return membersFromPlain(content);
  if (kind === 'number') return Number(content);
  if (typeof kind !== 'string' || !(kind in arrayTypes) || typeof content !== 'string') {
    throw new Error(`no message holds a value of kind ${String(kind)}`);
  }
  // Its own copy: a view of more than bytes must begin where its numbers are aligned.
  const { buffer } = Uint8Array.from(Buffer.from(content, 'base64'));
  return new arrayTypes[kind as ArrayName](buffer);
}

function membersFromPlain(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromPlain(member)]));
}

/** Node's Buffer is a Uint8Array of another name. */
function arrayNameOf(value: ArrayBufferView): ArrayName {
  const [name] = Object.entries(arrayTypes).find(([, type]) => value instanceof type) ?? [];
  if (name === undefined) throw new Error('a message holds a view that is no typed array');
  return name as ArrayName;
}
