/** Layers of which there is usually one: their ids need no number. */
const SINGLE = new Set(['input', 'output', 'flatten']);

/** The stem of a new node's id: `conv` for `conv2d`, `maxPooling` for `maxPooling2d`, the block's name for a block. */
export function idStem(type: string): string {
  const name = type.startsWith('block:') ? type.slice('block:'.length) : type.replace(/2d$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** An id that is not taken: `conv1`, `conv2`, ...; `flatten` without a number while it is free. */
export function freshId(type: string, taken: ReadonlySet<string>): string {
  const stem = idStem(type);
  if (SINGLE.has(stem) && !taken.has(stem)) return stem;
  return numbered(stem, taken);
}

/** An id for a copy of `id`: the same with the next free number (`conv1` -> `conv3`); `id` itself where it is free. */
export function copyId(id: string, taken: ReadonlySet<string>): string {
  return taken.has(id) ? numbered(id.replace(/\d+$/, '') || id, taken) : id;
}

function numbered(stem: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = `${stem}${number}`;
    if (!taken.has(id)) return id;
  }
}
