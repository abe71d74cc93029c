import { z } from 'zod';
import { SPLIT_NAMES, type SplitName } from '../../contract/data-survey';
import type { ExampleType } from '../../graph-runtime/datasets/example-type';
import { labelBytes } from '../../graph-runtime/datasets/labels/label-kind';
import {
  labelKindOf,
  type TargetDescription,
  type TargetPlan,
  targetDescriptionSchema,
} from '../../graph-runtime/datasets/target-description';

/** Indices of examples are int32. */
const MOST_EXAMPLES = 2 ** 31 - 1;

/** A name in the data set's folder; never a path that leads out of it. */
const fileNameSchema = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);

const fileSchema = z.object({ file: fileNameSchema, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const countSchema = z.number().int().positive().max(MOST_EXAMPLES);
const sizeSchema = z.number().int().positive().max(1_000_000_000);
const idSchema = z.string().min(1).max(200);
const nameSchema = z.string().min(1).max(200);

const idxSplitSchema = z.object({ count: countSchema, images: fileSchema, labels: fileSchema });
const shippedNamesSchema = z.array(z.string().min(1)).min(2).max(100_000);

/** Version 1: IDX files, as data sets come with the app. */
const version1Schema = z
  .object({
    version: z.undefined().optional(),
    id: idSchema,
    name: nameSchema,
    licence: z.string(),
    format: z.literal('idx'),
    /** `[height, width, channels]` */
    imageShape: z.tuple([sizeSchema, sizeSchema, sizeSchema]),
    classNames: z.object({ en: shippedNamesSchema, 'zh-Hant': shippedNamesSchema }),
    splits: z.object({ train: idxSplitSchema, test: idxSplitSchema }),
  })
  .transform(({ id, name, imageShape, classNames, splits }): DatasetDescription => {
    const splitOf = ({ count, images, labels }: z.infer<typeof idxSplitSchema>): SplitDescription => ({
      count,
      examples: images,
      targets: labels,
    });
    return {
      ...{ version: 1, id, name, dtype: 'uint8', exampleShape: imageShape },
      target: { kind: 'class', classNames },
      splits: { train: splitOf(splits.train), test: splitOf(splits.test) },
    };
  });

const splitSchema = z.object({
  count: countSchema,
  examples: fileSchema,
  /** Absent where the examples have no targets. */
  targets: fileSchema.optional(),
});

const featuresSchema = z.object({
  names: z.array(z.string().min(1).max(1_000)),
  mean: z.array(z.number()),
  deviation: z.array(z.number().positive()),
});

/** Version 2: raw values in C order, little-endian, as `writePreparedDataset` writes them. */
const version2Schema = z
  .object({
    version: z.literal(2),
    id: idSchema,
    name: nameSchema,
    /** ISO date. */
    created: z.string().max(40),
    source: z.object({ path: z.string().max(4_096), format: z.string().max(100) }),
    /** What was chosen when it was prepared: for people, and for preparing it again. */
    choices: z.record(z.string(), z.unknown()),
    dtype: z.enum(['uint8', 'float32']),
    /** `[height, width, channels]` of images, `[features]` of a table's rows. */
    exampleShape: z.union([z.tuple([sizeSchema, sizeSchema, sizeSchema]), z.tuple([sizeSchema])]),
    /** Columns of a table; what is stored is `(value - mean) / deviation`. */
    features: featuresSchema.optional(),
    target: targetDescriptionSchema,
    splits: z.object({ train: splitSchema, validation: splitSchema.optional(), test: splitSchema }),
    /** Id of the version that it corrects. */
    parent: idSchema.optional(),
    /** What a user has excluded, kept to be included again. It is no part of the content. */
    excluded: splitSchema.optional(),
  })
  .refine(({ features, exampleShape }) => {
    if (features === undefined) return true;
    const { names, mean, deviation } = features;
    return [names, mean, deviation].every(({ length }) => length === exampleShape[0]);
  }, 'features must have a name, mean and deviation for each value of an example')
  .refine(
    ({ target, exampleShape, splits }) =>
      [splits.train, splits.validation, splits.test].every(
        (split) =>
          split === undefined ||
          (split.targets === undefined) === (labelKindOf(target).storage(target, exampleShape) === null),
      ),
    'each split must have targets, unless there are none',
  );

/** `dataset.json` in a data set's folder: what is there, and how to know that it is whole. Version 1 reads as version 2 does. */
export const datasetDescriptionSchema = z.union([version2Schema, version1Schema]);

/** A file of a data set. */
export type DatasetFile = z.infer<typeof fileSchema>;

/** One part of a data set: how many examples, and the files that hold them. */
export interface SplitDescription {
  readonly count: number;
  readonly examples: DatasetFile;
  readonly targets?: DatasetFile | undefined;
}

/** What a data set is, whatever version wrote it. */
export interface DatasetDescription {
  /** How its files are to be read: 1 are IDX files, packed or not; 2 are raw values. */
  readonly version: 1 | 2;
  readonly id: string;
  readonly name: string;
  readonly created?: string;
  readonly source?: { readonly path: string; readonly format: string };
  readonly choices?: Readonly<Record<string, unknown>>;
  readonly dtype: ExampleType;
  readonly exampleShape: readonly number[];
  readonly features?: z.infer<typeof featuresSchema> | undefined;
  readonly target: TargetDescription;
  readonly splits: {
    readonly train: SplitDescription;
    readonly validation?: SplitDescription | undefined;
    readonly test: SplitDescription;
  };
  readonly parent?: string | undefined;
  /** What a user has excluded from the splits. */
  readonly excluded?: SplitDescription | undefined;
}

/** `dataset.json` as it is written today. */
export type PreparedDescription = z.infer<typeof version2Schema>;

/** Bytes of one stored example. */
export function exampleBytes({
  exampleShape,
  dtype,
}: Pick<DatasetDescription, 'exampleShape' | 'dtype'>): number {
  const size = exampleShape.reduce((product, length) => product * length, 1);
  return dtype === 'float32' ? size * Float32Array.BYTES_PER_ELEMENT : size;
}

/** Bytes of one stored target. */
export function targetBytes({
  target,
  exampleShape,
}: Pick<DatasetDescription, 'exampleShape'> & { readonly target: TargetPlan }): number {
  const type = labelKindOf(target).storage(target, exampleShape);
  return type === null ? 0 : labelBytes(type);
}

/** The splits that there are, by name. */
export function splitsOf({
  splits,
}: Pick<DatasetDescription, 'splits'>): readonly (readonly [SplitName, SplitDescription])[] {
  return SPLIT_NAMES.flatMap((name) => {
    const split = splits[name];
    return split === undefined ? [] : [[name, split] as const];
  });
}
