/**
 * FNV-1a over a name's UTF-16 code units, as a signed 32-bit integer: gives each weight and each dropout a random stream of its
 * own that does not change when other nodes come or go.
 */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
