import { EXAMPLE_MARKS, type ExampleMark, partOf, partStarts } from '../../../contract/data-browser';
import { currentLanguage, i18n } from '../../messages/i18n';
import { isOut } from '../../store/view/data-changes';
import { isChanged } from '../../store/view/data-filter';
import { isMade, madeOf } from '../../store/view/data-outcomes';
import { formatCount } from '../../ui/figures';
import type { Browsed } from './browsed';
import { madeText, targetText } from './example-texts';

const NAMED_MARKS = ['duplicate', 'nearDuplicate', 'conflict', 'corrected'] as const;

/** `Training 12`: where an example is. Numbers count from 0, as in the files. */
export function placeOf({ index }: Pick<Browsed, 'index'>, example: number): string {
  const part = partOf(index.counts, example);
  return i18n.t('browser:number', {
    split: i18n.t(`browser:parts.${part}`),
    number: formatCount(example - partStarts(index.counts)[part], currentLanguage()),
  });
}

/** What a screen reader says of an example: its labels, where it is, what a run made of it, and what is noted of it. */
export function exampleName(browsed: Browsed, example: number): string {
  const { index, pending } = browsed;
  const part = partOf(index.counts, example);
  const number = formatCount(example - partStarts(index.counts)[part], currentLanguage());
  const split = i18n.t(`browser:parts.${part}`);
  const name = targetText(browsed, example);
  const plain =
    name === ''
      ? i18n.t('browser:exampleOfNone', { split, number })
      : i18n.t('browser:example', { name, split, number });
  const made = madeOf(browsed, example);
  const predicted =
    made === null
      ? plain
      : i18n.t(isMade(made, 'mask') || isMade(made, 'input') ? 'browser:measuredAs' : 'browser:predictedAs', {
          example: plain,
          predicted: madeText(browsed, made),
        });
  const marks: string[] = NAMED_MARKS.filter((mark) => hasMark(browsed, example, mark)).map((mark) =>
    i18n.t(`browser:marks.${mark}`),
  );
  if (isChanged(pending, example)) marks.push(i18n.t('browser:marks.changed'));
  if (isOut(index, pending, example)) marks.push(i18n.t('browser:marks.excluded'));
  if (marks.length === 0) return predicted;
  return i18n.t('browser:withMarks', { example: predicted, marks: marks.join(', ') });
}

export function hasMark({ index }: Pick<Browsed, 'index'>, example: number, mark: ExampleMark): boolean {
  return ((index.marks[example] ?? 0) & EXAMPLE_MARKS[mark]) !== 0;
}
