import type { FileTree } from '../file-tree/file-tree';

/** What image files are called. That of a file decides only whether it is looked at: its content says what it is. */
const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'apng', 'gif', 'bmp', 'dib', 'webp', 'tif', 'tiff'],
  ...['ppm', 'pgm', 'pbm', 'pnm', 'avif', 'heic', 'heif', 'hif', 'jxl', 'jp2', 'ico', 'tga', 'psd'],
]);

/** What is certainly no image, so that its content need not be looked at. */
const OTHER_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['txt', 'csv', 'tsv', 'json', 'jsonl', 'xml', 'yaml', 'yml', 'md', 'html', 'htm', 'pdf', 'doc', 'docx'],
  ...['py', 'ipynb', 'm', 'r', 'js', 'sh', 'log', 'ini', 'cfg', 'url', 'lnk', 'svg', 'dat', 'bin', 'pkl'],
  ...['zip', 'gz', 'tgz', 'tar', 'bz2', 'xz', '7z', 'rar', 'npy', 'npz', 'mat', 'h5', 'hdf5', 'parquet'],
  ...['wav', 'ogg', 'mp3', 'flac', 'mp4', 'avi', 'mov', 'mkv', 'db', 'sqlite', 'xls', 'xlsx', 'desc'],
]);

/** `jpg` of `cats/Tom.JPG`; '' without one. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** `Tom.JPG` of `cats/Tom.JPG`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `cats` of `cats/Tom.JPG`; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `Tom` of `cats/Tom.JPG`. */
export function stemOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** Whether a file is to be decoded, by its name. */
export function isImageName(path: string): boolean {
  return IMAGE_EXTENSIONS.has(extensionOf(path));
}

/** Bytes that tell images from other files. */
const HEAD_BYTES = 16;

/**
 * The tree's files that are images by their names, or, where the name says nothing (no extension, an unknown one), by how they begin; and
 * the others.
 */
export async function sortFiles(tree: FileTree): Promise<SortedFiles> {
  const images: string[] = [];
  const others: string[] = [];
  for (const { path } of tree.files) {
    (isImageName(path) || (await isNamelessImage(tree, path)) ? images : others).push(path);
  }
  return { images, others };
}

export interface SortedFiles {
  /** In the tree's order. */
  readonly images: readonly string[];
  readonly others: readonly string[];
}

async function isNamelessImage(tree: FileTree, path: string): Promise<boolean> {
  if (OTHER_EXTENSIONS.has(extensionOf(path))) return false;
  // A file that cannot be read is reported as what it is not: whoever decodes images will not miss it.
  const head = await tree.readHead(path, HEAD_BYTES).catch(() => new Uint8Array());
  return beginsAsImage(head);
}

/** How the formats that are decoded begin, and those that are refused by name. */
export function beginsAsImage(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  const isKnown = SIGNATURES.some((signature) => text.startsWith(signature));
  return isKnown || /^(P[1-6][\s#]|RIFF.{4}WEBP|.{4}ftyp(avif|avis|heic|heix|mif1|msf1))/s.test(text);
}

const SIGNATURES = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*', '8BPS', 'BM'];
