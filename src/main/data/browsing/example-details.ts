import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import type { ExampleDetails } from '../../../contract/data-browser';
import { decoderOf } from '../decoding/sniff-image';
import type { BrowsedDataset } from './browsed-dataset';

/** Enough of a file to tell an image by. */
const HEAD_BYTES = 1_024;

/** Names that systems open with a viewer of images. */
const IMAGE_NAME = /\.(jpe?g|png|gif|bmp|webp|tiff?)$/i;

/** One example in detail; null where there is none of that number. */
export function exampleDetails(dataset: BrowsedDataset, example: number): ExampleDetails | null {
  const { examples } = dataset;
  const record = examples.records[example];
  if (record === undefined) return null;
  const original = originalOf(dataset, record.key);
  return {
    key: record.key,
    size: record.size,
    original,
    isImage: original !== null && IMAGE_NAME.test(original) && hasImage(original),
    target: record.target,
    originalTarget: record.original ?? null,
    duplicates: examples.duplicatesOf(example),
    nearDuplicates: examples.nearDuplicatesOf(example),
    notes: examples.notesOf(example),
    from: record.from ?? null,
  };
}

/** Absolute path of a key's file below the source, if it is there; a key never leads out of the source. */
function originalOf({ found }: BrowsedDataset, key: string): string | null {
  const { source } = found.description;
  if (source === undefined || !isAbsolute(source.path)) return null;
  const kind = kindOf(source.path);
  if (kind !== 'folder') return kind === 'file' ? source.path : null;
  for (const name of [key, key.replace(/#[^#]*$/, '')]) {
    const path = join(source.path, name);
    const below = relative(source.path, path);
    if (below.startsWith('..') || isAbsolute(below)) continue;
    if (kindOf(path) === 'file') return path;
  }
  return null;
}

function hasImage(path: string): boolean {
  const head = new Uint8Array(HEAD_BYTES);
  try {
    const file = openSync(path, 'r');
    try {
      const length = readSync(file, head, 0, HEAD_BYTES, 0);
      return decoderOf(head.subarray(0, length)) !== null;
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // It is not there any more, or may not be read.
  }
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    const found = statSync(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : null;
  } catch {
    return null;
  }
}
