import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { Text } from '../../../graph-runtime/text/text';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import type { DataFormat } from './data-format';
import { splitOfPath } from './image-folder';
import { sortFiles } from './image-names';
import { lookLikePictures } from './look-like-pictures';
import { type FilePair, type FilePairs, type PairNames, pairFiles } from './paired-files';

/** What differs between formats of files in pairs. */
export interface PairedFormat extends Pick<DataFormat, 'id' | 'name' | 'layout'> {
  /** What the second file of a pair is. */
  readonly target: 'mask' | 'image';
  readonly names: PairNames;
  /** How sure it is. @param arePictures whether the second files look like pictures, not like masks */
  confidence(pairs: readonly FilePair[], arePictures: boolean): number;
  /** What speaks for it. @param count pairs */
  reason(count: number): Text;
}

/** A format of images with a second file each. */
export function pairedFormat(format: PairedFormat): DataFormat {
  const { id, name, layout, target, names } = format;
  const paired = oncePer(async (tree: FileTree): Promise<FilePairs> => {
    const { images, others } = await sortFiles(tree);
    return pairFiles(images, others, names);
  });
  return {
    ...{ id, name, layout },

    async recognize(tree) {
      const { pairs, firsts } = await paired(tree);
      if (pairs.length === 0 || 2 * pairs.length < firsts) return null;
      const confidence = format.confidence(pairs, await lookLikePictures(tree, pairs));
      return { confidence, reason: format.reason(pairs.length), questions: [] };
    },

    async outline(tree) {
      const { pairs, problems } = await paired(tree);
      return {
        target,
        classNames: [],
        targetNames: [],
        featureNames: [],
        featureKinds: [],
        exampleCount: pairs.length,
        problems,
      };
    },

    async *examples(tree, _answers, signal) {
      for (const { first, second } of (await paired(tree)).pairs) {
        throwIfAborted(signal);
        yield {
          key: first,
          split: splitOfPath(first),
          content: { type: 'file', path: first },
          target: { type: target, path: second },
        };
      }
    },
  };
}
