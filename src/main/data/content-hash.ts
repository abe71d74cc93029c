import { createHash } from 'node:crypto';
import { type DatasetDescription, splitsOf } from './dataset-description';

/**
 * SHA-256 over the checksums of a data set's files, and over what they mean: equal hashes mean that a run on either learns the same.
 */
export function contentHashOf(
  description: Pick<
    DatasetDescription,
    'version' | 'dtype' | 'exampleShape' | 'features' | 'target' | 'splits'
  >,
): string {
  const { version, dtype, exampleShape, features, target } = description;
  // The class names of a shipped data set may be translated better; runs of earlier versions have its hash without them.
  const meaning = version === 1 ? [] : [JSON.stringify([dtype, exampleShape, features ?? null, target])];
  const sums = splitsOf(description).flatMap(([name, { examples, targets }]) => [
    ...(version === 1 ? [] : [name]),
    examples.sha256,
    targets?.sha256 ?? '',
  ]);
  return createHash('sha256')
    .update([...meaning, ...sums].join('\n'))
    .digest('hex');
}

/** e.g. `cats-and-dogs-1a2b3c4d`: what a person recognizes, and what no other content has. Made of letters that every file system has. */
export function datasetIdOf(name: string, contentHash: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'data' : slug}-${contentHash.slice(0, 8)}`;
}
