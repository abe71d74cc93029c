import type { SourceProblem } from '../../../../contract/contract';
import type { DecodingPool } from '../../decoding/decoding-pool';
import { DEFAULT_LIMITS } from '../../decoding/image';
import { ImageProblem } from '../../decoding/image-problem';
import { sniffImage } from '../../decoding/sniff-image';
import { throwIfAborted } from '../../file-tree/abort';
import type { FileTree } from '../../file-tree/file-tree';
import { hasOtherExtension } from '../image-extension';
import { orProblem, readImageFile } from '../read-content';
import { ImageSizes } from './image-sizes';
import { spreadOver } from './spread';

/** Headers that are read at most, spread over all files: 20,000 take about two seconds. */
const MOST_HEADERS = 20_000;
/** Enough for most headers. */
const HEAD_BYTES = 1_024;
/** JPEGs have their size behind previews and color profiles. */
const LONG_HEAD_BYTES = 262_144;
/** Files whose size no header tells are decoded, at most this many. */
const MOST_DECODED = 100;

export interface HeaderSurvey {
  readonly sizes: ImageSizes;
  readonly problems: readonly SourceProblem[];
}

/** Sizes of images and what is wrong with them, as far as their first bytes say. */
export async function readHeaders(
  tree: FileTree,
  paths: readonly string[],
  pool: DecodingPool,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<HeaderSurvey> {
  const reader = new HeaderReader(tree, pool);
  const sample = spreadOver(paths, MOST_HEADERS);
  for (const [index, path] of sample.entries()) {
    throwIfAborted(signal);
    await reader.read(path);
    onProgress(index + 1, sample.length);
  }
  return reader;
}

class HeaderReader implements HeaderSurvey {
  readonly sizes = new ImageSizes();
  readonly problems: SourceProblem[] = [];
  #decoded = 0;

  constructor(
    private readonly tree: FileTree,
    private readonly pool: DecodingPool,
  ) {}

  async read(path: string): Promise<void> {
    const read = await orProblem(path, () => this.#readKind(path));
    if ('problem' in read) this.problems.push(read.problem);
  }

  async #readKind(path: string): Promise<void> {
    const head = await this.tree.readHead(path, HEAD_BYTES);
    if (head.length === 0) throw new ImageProblem('empty-file', '');
    let kind = sniffImage(head);
    if (kind === null) throw new ImageProblem('not-an-image', '');
    if (hasOtherExtension(path, kind.format)) {
      this.problems.push({ reason: 'wrong-extension', path, detail: kind.format.toUpperCase() });
    }
    if (kind.width === 0) kind = sniffImage(await this.tree.readHead(path, LONG_HEAD_BYTES)) ?? kind;
    const { width, height, orientation } = kind;
    if (width === 0) return this.#decode(path);
    if (width * height > DEFAULT_LIMITS.maxPixels)
      throw new ImageProblem('image-too-large', `${width} x ${height}`);
    this.sizes.add(orientation >= 5 ? { height: width, width: height } : { height, width });
  }

  /** A format that is only named, or one that has its sizes at its end. */
  async #decode(path: string): Promise<void> {
    this.#decoded += 1;
    if (this.#decoded > MOST_DECODED) return;
    this.sizes.add(await this.pool.prepare(await readImageFile(this.tree, path), { fit: null }));
  }
}
