import { isNamedAsSecondImage } from '../image-pairs';
import { type ColumnFacts, hasWord } from './columns';

/** Words in the names of columns of second images: what is to be made of the first, or what a network takes beside it. */
const SECOND_IMAGE_WORDS = new Set([
  ...['hr', 'clean', 'sharp', 'color', 'original', 'output'],
  ...['depth', 'right', 'left', 'thermal', 'infrared', 'ir', 'nir'],
]);
/** Cells that are looked at. */
const SAMPLED_ROWS = 200;

/** What the files are that a column names beside the images, by the answer or by their names. */
export function fileKindOf({ name, distinct }: ColumnFacts, answer?: string): 'mask' | 'image' {
  if (answer === 'mask' || answer === 'image') return answer;
  const areSecond = [...distinct].slice(0, SAMPLED_ROWS).every(isNamedAsSecondImage);
  return areSecond || hasWord(name, SECOND_IMAGE_WORDS) ? 'image' : 'mask';
}
