import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { testData } from '../../scripts/setup/test-data.mjs';

/* Tables and images that come with scikit-learn (BSD). */

/** Pixels of an image's side. */
export const DIGIT_SIDE = 8;
const DIGIT_PIXELS = DIGIT_SIDE ** 2;

/** Numbers of a file, row by row. @throws Error that says how to get it */
function readTable(file: string, separator: RegExp): readonly (readonly number[])[] {
  const { folder, isThere } = testData('scikit-learn');
  if (!isThere) throw new Error('The data of scikit-learn are not there: npm run setup fetches them.');
  const text = gunzipSync(readFileSync(join(folder, 'data', file))).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(separator).map(Number));
}

/** 1,797 handwritten digits, bytes `[8, 8]`, with their classes. */
export function readDigits(): readonly { readonly pixels: Uint8Array; readonly digit: number }[] {
  return readTable('digits.csv.gz', /,/).map((row) => ({
    pixels: Uint8Array.from(row.slice(0, DIGIT_PIXELS), (value) => Math.min(255, value * 16)),
    digit: row[DIGIT_PIXELS] ?? 0,
  }));
}

/** 442 patients: ten standardized features, and the progression of their diabetes a year later. */
export function readDiabetes(): readonly { readonly features: Float32Array; readonly progression: number }[] {
  const rows = readTable('diabetes_data_raw.csv.gz', /\s+/);
  const targets = readTable('diabetes_target.csv.gz', /\s+/);
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scales = columns.map((values) => {
    const middle = mean(values);
    return { middle, deviation: Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) };
  });
  return rows.map((row, at) => ({
    features: Float32Array.from(row, (value, column) => {
      const { middle, deviation } = scales[column] ?? { middle: 0, deviation: 1 };
      return (value - middle) / deviation;
    }),
    progression: targets[at]?.[0] ?? 0,
  }));
}
