import type { SkipReason } from '../../../contract/data-problems';

/** A file below the source. */
export interface TreeFile {
  /** Relative to the source, `/`-separated, spelled as on the disk or in the archive. */
  readonly path: string;
  /** In bytes, unpacked. In a folder, asked of the disk when it is first read: most files' sizes nobody needs. 0 where it cannot be had. */
  readonly size: number;
}

/** A file or folder that no format gets to see, and why. What is in such a folder is not listed. */
export interface SkippedPath {
  readonly path: string;
  readonly reason: SkipReason;
  /** The system's error code, the method of compression, ... */
  readonly detail?: string;
}

/** A folder, a zip archive, or one file: every format works on each of them. */
export interface FileTree {
  /** The absolute path that the user gave. */
  readonly source: string;
  readonly kind: 'folder' | 'zip' | 'file';
  /** All files, sorted by path (code units). */
  readonly files: readonly TreeFile[];
  /** All folders below the source, empty ones too, sorted. */
  readonly folders: readonly string[];
  readonly skipped: readonly SkippedPath[];
  /** The first `bytes` of a file, fewer where it is shorter. @throws SourceProblemError */
  readHead(path: string, bytes: number): Promise<Uint8Array>;
  /** A file's content. @throws SourceProblemError, `file-too-large` when it has more than `limitBytes` */
  read(path: string, limitBytes: number): Promise<Uint8Array>;
  /** A part of a file, shorter at its end. In a zip archive the file is unpacked for it. @throws SourceProblemError */
  readRange(path: string, start: number, length: number): Promise<Uint8Array>;
  /**
   * Where the file can be opened by libraries that read it themselves: of an archive, a copy that is there until `close`.
   *
   * @throws SourceProblemError
   */
  onDisk(path: string): Promise<string>;
  close(): Promise<void>;
}

export interface OpenTreeOptions {
  readonly signal: AbortSignal;
  /** Called with the number of files found up to now. */
  onProgress?(files: number): void;
}
