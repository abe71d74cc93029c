import type { SplitName } from '../../../../contract/data-survey';
import { splitOfName } from '../split-names';

/** An image with what its folders say of it. */
export interface PlacedImage {
  readonly path: string;
  readonly split: SplitName | null;
  /** The folders that may be its class, outermost first, as they are spelled; none: it lies outside of all class folders. */
  readonly folders: readonly string[];
}

export interface ClassLayout {
  readonly images: readonly PlacedImage[];
  /** Where class folders lie: the root, or each split's folder. */
  readonly bases: readonly string[];
  /** There are folders of splits beside others: are they splits, or classes of that name? */
  readonly isMixed: boolean;
  readonly areSplits: boolean;
}

/** Images beside a folder of all others that do not make them classes of their folders: a preview, a logo. */
const STRAY_SHARE = 0.01;
/** Share of the images whose second folder is a split for the first to be their class (`cats/train/1.png`). */
const INNER_SHARE = 0.9;

/** What the folders of these images mean. `treatAsSplits`: the answer where that is open. */
export function layoutOf(images: readonly string[], treatAsSplits?: boolean): ClassLayout {
  const wrapper = wrapperOf(images);
  const paths = images.map((path) => ({ path, folders: foldersBelow(path, wrapper) }));
  const tops = new Set(paths.flatMap(({ folders }) => folders[0] ?? []));
  const splits = [...tops].filter((top) => splitOfName(top) !== null);
  const isMixed = splits.length > 0 && splits.length < tops.size;
  const kinds = new Set(splits.map(splitOfName));
  const guess = splits.length > 0 && (!isMixed || (kinds.has('train') && kinds.size > 1));
  const areSplits = isMixed && treatAsSplits !== undefined ? treatAsSplits : guess;
  if (areSplits) return outerSplits(paths, wrapper, isMixed);
  const placed = placeInnerSplits(paths) ?? paths.map((image) => ({ ...image, split: null }));
  return { images: placed, bases: [wrapper], isMixed, areSplits };
}

interface FolderedImage {
  readonly path: string;
  readonly folders: readonly string[];
}

/** `train/cats/1.png`; images beside the folders of splits lie outside. */
function outerSplits(paths: readonly FolderedImage[], wrapper: string, isMixed: boolean): ClassLayout {
  const wrappers = new Map<string, string>();
  const bySplit = new Map<string, string[]>();
  for (const { path, folders } of paths) {
    const [top = ''] = folders;
    if (splitOfName(top) === null) continue;
    const found = bySplit.get(top) ?? [];
    bySplit.set(top, found);
    found.push(path);
  }
  for (const [top, images] of bySplit) wrappers.set(top, splitWrapper(images, below(wrapper, top)));
  const placed = paths.map(({ path, folders }): PlacedImage => {
    const [top = ''] = folders;
    const base = wrappers.get(top);
    if (base === undefined) return { path, split: null, folders: [] };
    return { path, split: splitOfName(top), folders: foldersBelow(path, base) };
  });
  return { images: placed, bases: [...wrappers.values()], isMixed, areSplits: true };
}

/** Archives of courses hold `train/train/cats`, `train/images/cats`: the inner folder is no class. */
function splitWrapper(images: readonly string[], base: string): string {
  const wrapper = wrapperOf(images, base);
  const inner = wrapper.slice(base.length + 1);
  const isNoClass = inner !== '' && inner.split('/').every((name) => isContainerName(name));
  return isNoClass ? wrapper : base;
}

function isContainerName(name: string): boolean {
  return splitOfName(name) !== null || /^(images?|imgs?|data|dataset|jpe?gs?|pngs?)$/i.test(name);
}

/** `cats/train/1.png`, or null where the second folder is none of a split. */
function placeInnerSplits(paths: readonly FolderedImage[]): readonly PlacedImage[] | null {
  const inSplit = paths.filter(({ folders }) => splitOfName(folders[1] ?? '') !== null);
  if (inSplit.length === 0 || inSplit.length < INNER_SHARE * paths.length) return null;
  return paths.map(({ path, folders }) => {
    const [top, second = '', ...deeper] = folders;
    const split = splitOfName(second);
    return split === null ? { path, split, folders } : { path, split, folders: [top ?? '', ...deeper] };
  });
}

/** The folder below `start` that all images lie deeper in, as an archive's own folder is: its name means nothing. */
function wrapperOf(images: readonly string[], start = ''): string {
  let wrapper = start;
  for (;;) {
    const counts = new Map<string, number>();
    let areDeeper = false;
    for (const path of images) {
      const folders = foldersBelow(path, wrapper);
      const [top = ''] = folders;
      counts.set(top, (counts.get(top) ?? 0) + 1);
      areDeeper ||= folders.length > 1;
    }
    const stray = counts.get('') ?? 0;
    counts.delete('');
    const [only] = counts.keys();
    const isWrapper = counts.size === 1 && areDeeper && stray <= STRAY_SHARE * images.length;
    if (!isWrapper || only === undefined || (start === '' && splitOfName(only) !== null)) return wrapper;
    wrapper = below(wrapper, only);
  }
}

/** The folders between `base` and the file. */
function foldersBelow(path: string, base: string): string[] {
  const start = base === '' ? 0 : base.length + 1;
  if (base !== '' && !path.startsWith(`${base}/`)) return [];
  return path.slice(start).split('/').slice(0, -1);
}

const below = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);
