import { folderOf, stemOf } from '../image-names';

/** Finds the file that a list means: lists name files in all the ways there are. */
export interface FileIndex {
  /** Null when there is none, or when the name fits several. */
  find(value: string): string | null;
}

/**
 * An index of images for a list in `folder`. A value is looked for below that folder, then below the source, then without the folders it
 * begins with (lists bring paths of the machine they were made on), then by its name alone, and by its name without extension.
 */
export function indexFiles(images: readonly string[], folder: string): FileIndex {
  const byPath = new Map(images.map((path) => [keyOf(path), path]));
  const byName = uniqueBy(images, (path) =>
    keyOf(path)
      .slice(keyOf(folderOf(path)).length)
      .replace(/^\//, ''),
  );
  const byStem = uniqueBy(images, (path) => keyOf(stemOf(path)));
  return {
    find(value) {
      const parts = partsOf(value);
      if (parts === null) return null;
      const below = partsOf(folder) ?? [];
      for (const start of [resolve(below, parts), ...parts.map((_, index) => parts.slice(index))]) {
        const found = start === null ? undefined : byPath.get(keyOf(start.join('/')));
        if (found !== undefined) return found;
      }
      const name = keyOf(parts[parts.length - 1] ?? '');
      return byName.get(name) ?? byStem.get(name) ?? null;
    },
  };
}

/** Case does not count: lists made on Windows say `IMG_1.JPG` for `img_1.jpg`. */
const keyOf = (path: string) => path.normalize('NFC').toLowerCase();

/** The parts of a path, in either system's writing; null when there is nothing in it. */
function partsOf(value: string): readonly string[] | null {
  const parts = value
    .trim()
    .replace(/^file:\/\//i, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? null : parts;
}

/** Null when `..` leads out of the source. */
function resolve(folder: readonly string[], parts: readonly string[]): readonly string[] | null {
  const result = [...folder];
  for (const part of parts) {
    if (part !== '..') result.push(part);
    else if (result.pop() === undefined) return null;
  }
  return result;
}

/** By a key that only one of them has. */
function uniqueBy(paths: readonly string[], key: (path: string) => string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const doubled = new Set<string>();
  for (const path of paths) {
    const name = key(path);
    if (found.has(name)) doubled.add(name);
    found.set(name, path);
  }
  for (const name of doubled) found.delete(name);
  return found;
}
