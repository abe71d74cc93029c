import { oncePer } from '../../../graph-runtime/collections/once-per';
import { decodeImage } from '../decoding/decode-image';
import { ImageProblem } from '../decoding/image-problem';
import { SourceProblemError } from '../file-tree/source-problem-error';
import type { FileTree } from '../file-tree/file-tree';
import type { FilePair } from './paired-files';

/** Gray images with more different values than this are no masks: those have a value for each class. */
const MOST_CLASSES = 32;
/** Pairs that are looked at: the first and the last, and some between them. */
const LOOKED_AT = 4;
/** Larger files are no masks that anyone would wait for here. */
const LARGEST_BYTES = 64_000_000;

/** What the second files of each source look like, which two formats ask. */
const known = oncePer((_tree: FileTree) => new Map<string, Promise<boolean>>());

/** Whether the second files are pictures, with colors or many grays, and no masks, with a value for each of few classes. */
export async function lookLikePictures(tree: FileTree, pairs: readonly FilePair[]): Promise<boolean> {
  const last = pairs.length - 1;
  const places = Array.from({ length: LOOKED_AT }, (_, at) => Math.round((at * last) / (LOOKED_AT - 1)));
  const paths = [...new Set(places)].flatMap((place) => pairs[place]?.second ?? []);
  const looks = await Promise.all(
    paths.map((path) => {
      const found = known(tree).get(path) ?? looksLikePicture(tree, path);
      known(tree).set(path, found);
      return found;
    }),
  );
  return looks.some((isPicture) => isPicture);
}

async function looksLikePicture(tree: FileTree, path: string): Promise<boolean> {
  try {
    const { indices } = await decodeImage(await tree.read(path, LARGEST_BYTES));
    return indices === null || new Set(indices).size > MOST_CLASSES;
  } catch (error) {
    // What cannot be read says nothing; the import says what is wrong with it.
    if (error instanceof ImageProblem || error instanceof SourceProblemError) return false;
    throw error;
  }
}
