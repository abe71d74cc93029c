import type { ZodType } from 'zod';
import type { Text } from '../../text/text';

/** How labels are stored, and how the engine keeps them. */
export interface LabelType {
  readonly dtype: 'int32' | 'uint8' | 'float32';
  /** Of one example's labels. */
  readonly shape: readonly number[];
}

/** Values of one example's labels. */
export function labelSize({ shape }: LabelType): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Bytes of one example's labels. */
export function labelBytes(type: LabelType): number {
  return labelSize(type) * (type.dtype === 'uint8' ? 1 : 4);
}

/** What a source says of one example. */
export type SourceTarget =
  | { readonly type: 'class'; readonly name: string }
  | { readonly type: 'classes'; readonly names: readonly string[] }
  | { readonly type: 'numbers'; readonly values: readonly number[] }
  /** An image in the source whose pixels are class indices, or colors of a palette whose indices they are. */
  | { readonly type: 'mask'; readonly path: string }
  /** A second image in the source, which is to be made of the first one. */
  | { readonly type: 'image'; readonly path: string }
  /** A value for each of several labels. */
  | { readonly type: 'columns'; readonly values: readonly SourceValue[] }
  | { readonly type: 'none' };

/** What a source says of one of several labels: the name of a class, a number, names of several classes, a group of numbers, a mask, or a second image. */
export type SourceValue =
  | string
  | number
  | readonly string[]
  | readonly number[]
  | MaskFile
  | SecondImageFile;

/** An image in the source that is one of several labels, as in `SourceTarget`. */
export interface MaskFile {
  readonly mask: string;
}

/** A second image in the source that is one of several labels, as in `SourceTarget`. */
export interface SecondImageFile {
  readonly image: string;
}

/** What a source says of a label that is an image. */
export type LabelFile = MaskFile | SecondImageFile;

/** The masks and second images that a source names for an example, in the order of its labels. */
export function labelFilesOf(source: SourceTarget): readonly LabelFile[] {
  if (source.type === 'mask') return [{ mask: source.path }];
  if (source.type === 'image') return [{ image: source.path }];
  return source.type === 'columns' ? source.values.filter(isLabelFile) : [];
}

/** Whether a label is an image in the source. */
export function isLabelFile(value: SourceValue): value is LabelFile {
  return typeof value === 'object' && ('mask' in value || 'image' in value);
}

/** Where a label that is an image lies in its source. */
export function pathOfLabel(file: LabelFile): string {
  return 'mask' in file ? file.mask : file.image;
}

/**
 * What an example is to be taken for: the index of its class; the indices of its classes; its numbers as the source has them, which are
 * stored standardized; the values of its columns, with 0 or 1 for each of several classes; its mask, `[height, width]`, or its second image; both where such images are among its columns; null where there are none.
 */
export type PreparedTarget = number | readonly number[] | Uint8Array | RowWithImages | null;

/** Several labels of an example, some of them masks or second images. */
export interface RowWithImages {
  /** The values of all other columns, one after the other. */
  readonly numbers: readonly number[];
  /** In the order of their columns, masks `[height, width]` and second images `[scale * height, scale * width, channels]`. */
  readonly images: readonly Uint8Array[];
}

/** What a source calls its classes, in the order of their indices, and the numbers to predict. */
export interface SourceNames {
  readonly classNames: readonly string[];
  readonly targetNames: readonly string[];
  /** Columns of labels, where there are several. */
  readonly columns?: readonly SourceColumn[];
}

/** One of several labels as a source has it, or the numbers beside the example. */
export interface SourceColumn {
  readonly name: string;
  readonly kind: 'class' | 'classes' | 'numbers' | 'features' | 'mask' | 'image';
  /** Of the classes in the order of their indices, or of the numbers; those of masks are found in their pixels; none of second images. */
  readonly names: readonly string[];
  /** Pixels of this class of a mask do not count. */
  readonly ignore?: number | undefined;
  /** Of second images, as they are found. */
  readonly pictures?: { readonly channels: 1 | 3; readonly scale: number } | undefined;
}

/** What a data set's labels will be, and how a source's become its own. */
export interface LabelPlan<P> {
  readonly target: P;
  /** Undefined where a label is of another kind, or of no class that there is. */
  targetOf(source: SourceTarget): PreparedTarget | undefined;
}

/**
 * One kind of labels that data sets have, as one plain object in one file: descriptions, imports, files, corrections and lists read it. What
 * networks make of them is a kind of target (`graph-runtime/targets/kinds`).
 *
 * @typeParam D what `dataset.json` says of such labels
 * @typeParam P what is known of them before there are any
 */
export interface LabelKind<D extends { readonly kind: string }, P extends { readonly kind: string } = D> {
  /** In files. It never changes. */
  readonly id: D['kind'];
  /** Of what `dataset.json` says. */
  readonly schema: ZodType<D>;
  /** Scores that a network gives: classes, or numbers to predict; 0 where there are none. */
  size(target: P): number;
  /** What the labels are, in a few words. @param size written out, `10` */
  words(size: string): Text;
  /** Of one example; null: none are stored. @param exampleShape `[height, width, channels]` or `[features]` */
  storage(target: P, exampleShape: readonly number[]): LabelType | null;
  /** Whether each label is the index of one class: counted by class, shown by class, and corrected by giving another. */
  readonly isClassIndex?: true;
  /** Whether labels are images of their own, read with their examples. */
  readonly isImage?: true;
  /** An import that finds such labels. Absent for images, whose classes are found in their pixels. */
  plan?(names: SourceNames): LabelPlan<P>;
  /** The classes that a source names for an example. Absent: it names none. */
  classesOf?(source: SourceTarget): readonly string[];
  /** What a source says of an example, to be shown. Absent: nothing that is text. */
  textOf?(source: SourceTarget): string;
  /** As `dataset.json` says it, of labels that are stored standardized. Absent: they are stored as they are. */
  standardized?(target: P, statistics: { readonly mean: number[]; readonly deviation: number[] }): D;
  /** Which of the values stay as they are where labels are stored standardized. Absent: none. */
  isStoredAsIs?(target: P, column: number): boolean;
  /** The bytes as they are stored, numbers standardized; null where the label is of another kind. @param bytes how many there are to be */
  encode(target: PreparedTarget, bytes: number): Uint8Array | null;
  /**
   * What is wrong with stored labels, in a few words; null: nothing. Absent: they are checked where they are read.
   *
   * @param exampleShape as in `storage`: needed where bytes of masks are among the labels
   */
  flawOf?(labels: ArrayLike<number>, target: D, exampleShape?: readonly number[]): string | null;
}

/** The memory of typed values; all systems that Netloom runs on are little-endian. */
export function bytesOf(values: Uint8Array | Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Whether masks or second images are among the columns. */
export function isRowWithImages(target: PreparedTarget): target is RowWithImages {
  return target !== null && typeof target === 'object' && 'images' in target;
}

/** Labels that are a list of numbers. */
export function isList(target: PreparedTarget): target is readonly number[] {
  return Array.isArray(target);
}
