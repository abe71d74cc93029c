import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { FileTree } from '../../file-tree/file-tree';
import type { FormatAnswers } from '../data-format';
import { baseName, folderOf, sortFiles } from '../image-names';
import { readTableHead, tableKind } from '../text-tables/source-table';
import type { SourceTable } from '../text-tables/table-types';
import { type FileIndex, indexFiles } from './file-index';
import { findRoles } from './list-roles';

/** Lists of the same columns, read as one. */
export interface ListGroup {
  /** The first of its lists: the answer's value. */
  readonly id: string;
  readonly paths: readonly string[];
}

/** Lists that are looked at; a folder with more text files than that has one for each image. */
const MOST_LISTS = 50;
const LIKELY_NAME = /metadata|label|annotation|train|class|list|target|標籤/i;
/** Kaggle's: what an answer would have to look like. */
const UNLIKELY_NAME = /sample|submission|example/i;

export const imagesOf = oncePer(sortFiles);

/** An index of the images for each folder with a list. */
const indexes = oncePer(async (tree: FileTree) => {
  const { images } = await imagesOf(tree);
  const known = new Map<string, FileIndex>();
  return (folder: string): FileIndex => {
    const index = known.get(folder) ?? indexFiles(images, folder);
    known.set(folder, index);
    return index;
  };
});

/** The images as a list at this path names them. */
export async function filesFor(tree: FileTree, list: string): Promise<FileIndex> {
  return (await indexes(tree))(folderOf(list));
}

/** The lists of the tree whose columns name its images, in groups of the same columns, the likeliest first. */
export const listGroups = oncePer(async (tree: FileTree): Promise<readonly ListGroup[]> => {
  const candidates = tree.files.map(({ path }) => path).filter((path) => tableKind(path) !== null);
  const shallow = candidates.sort((left, right) => depthOf(left) - depthOf(right)).slice(0, MOST_LISTS);
  if ((await imagesOf(tree)).images.length === 0) return [];
  const groups = new Map<string, string[]>();
  for (const path of shallow) {
    const head = await readTableHead(tree, path);
    if (head === null || !(await namesFiles(tree, head))) continue;
    const columns = JSON.stringify(head.columns);
    groups.set(columns, [...(groups.get(columns) ?? []), path]);
  }
  const rank = (paths: readonly string[]) =>
    Math.max(
      ...paths.map((path) =>
        UNLIKELY_NAME.test(baseName(path)) ? -1 : Number(LIKELY_NAME.test(baseName(path))),
      ),
    );
  return [...groups.values()]
    .sort((left, right) => rank(right) - rank(left) || right.length - left.length)
    .map((paths) => ({ id: paths[0] ?? '', paths: paths.sort() }));
});

const depthOf = (path: string) => path.split('/').length;

async function namesFiles(tree: FileTree, table: SourceTable): Promise<boolean> {
  return findRoles(table, await filesFor(tree, table.path), {}) !== null;
}

/** The group that the answer names, or the likeliest. */
export function chosenGroup(groups: readonly ListGroup[], answers: FormatAnswers): ListGroup | null {
  return groups.find(({ id }) => id === answers.list) ?? groups[0] ?? null;
}
