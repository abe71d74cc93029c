import { classesIn } from '../../../contract/class-sets';
import { classNamesIn, columnsOf } from '../../../graph-runtime/datasets/target-description';
import { currentLanguage, i18n } from '../../messages/i18n';
import { isMade, type Made } from '../../store/view/data-outcomes';
import { ofLabel } from '../../store/view/data-labels';
import { classesOf, labelOf, numbersOf } from '../../store/view/data-targets';
import { formatAccuracy, formatLoss } from '../../ui/figures';
import type { Browsed } from './browsed';

type Named = Pick<Browsed, 'names' | 'target'>;

/** Names of classes as one text: `cat, dog`. */
export function classesText({ names }: Pick<Browsed, 'names'>, classes: readonly number[]): string {
  return listFormat(currentLanguage()).format(classes.map((label) => names[label] ?? String(label)));
}

/** Made once: a grid has hundreds of names, and making one takes longer than all of these. */
const listFormats = new Map<string, Intl.ListFormat>();

function listFormat(language: string): Intl.ListFormat {
  const known = listFormats.get(language) ?? new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  listFormats.set(language, known);
  return known;
}

/** A number of the data in no more digits than float32 has. */
export function numberText(value: number): string {
  return Number.isNaN(value) ? '–' : String(Number(value.toPrecision(6)));
}

/** `price 12.5, size 3` */
export function numbersText({ target }: Named, values: ArrayLike<number>): string {
  const names = target.kind === 'numbers' ? target.names : [];
  const each = names.map((name, at) => `${name} ${numberText(values[at] ?? Number.NaN)}`);
  return each.join(', ');
}

/** Several labels of an example, each as its column has it; none where there is one. */
export function labelTexts(browsed: Browsed, example: number): readonly string[] {
  return columnsOf(browsed.target).map(({ name }) => labelText(browsed, name, example));
}

/** One of several labels of an example: the name of its class, of its classes, or its numbers. */
export function labelText(browsed: Browsed, name: string, example: number): string {
  const of = ofLabel(browsed, name);
  if (of.target.kind === 'numbers') return Array.from(numbersOf(of, example), numberText).join(', ');
  const names = classNamesIn(of.target, currentLanguage());
  if (of.target.kind === 'class') return names[labelOf(of, example)] ?? '–';
  // The classes of masks are known when all have been read.
  if (of.target.kind === 'mask' && of.masks === null) return '';
  const classes = classesOf(of, example);
  return classes.length === 0 ? i18n.t('browser:noLabels') : classesText({ names }, classes);
}

/** `season summer, price 12.5` */
function columnsText(browsed: Browsed, example: number): string {
  const { target } = browsed;
  if (target.kind !== 'columns') return '';
  const texts = labelTexts(browsed, example);
  return target.columns.map(({ name }, at) => `${name} ${texts[at] ?? ''}`).join(', ');
}

/** What an example is to be taken for; '' where there is nothing to say. */
export function targetText(browsed: Browsed, example: number): string {
  if (browsed.target.kind === 'numbers') return numbersText(browsed, numbersOf(browsed, example));
  if (browsed.target.kind === 'columns') return columnsText(browsed, example);
  const classes = classesOf(browsed, example);
  if (classes.length > 0) return classesText(browsed, classes);
  return browsed.target.kind === 'classes' ? i18n.t('browser:noLabels') : '';
}

/** Names of the classes that a run predicts: of several labels, those of the one that it has learned. */
export function namesOfMade({ names }: Pick<Browsed, 'names'>, { examples }: Made): readonly string[] {
  return examples.column === undefined ? names : classNamesIn(examples.target, currentLanguage());
}

/** What a run made of an example, in a few words. */
export function madeText(browsed: Named, made: Made): string {
  const language = currentLanguage();
  const names = namesOfMade(browsed, made);
  if (isMade(made, 'class')) {
    const { predictions, place } = made;
    return i18n.t('browser:predictionIs', {
      name: names[predictions.predictions[place] ?? -1] ?? '',
      confidence: formatAccuracy(predictions.confidences[place] ?? 0, language),
    });
  }
  if (isMade(made, 'classes')) {
    const predicted = classesIn(made.predictions.predicted, made.place);
    return predicted.length === 0 ? i18n.t('browser:noLabels') : classesText({ names }, predicted);
  }
  if (isMade(made, 'numbers')) {
    const { target } = made.examples;
    const size = target.kind === 'numbers' ? target.names.length : 0;
    return numbersText(
      { ...browsed, target },
      made.predictions.numbers.subarray(made.place * size, (made.place + 1) * size),
    );
  }
  if (isMade(made, 'mask')) {
    const iou = made.predictions.ious[made.place] ?? Number.NaN;
    return Number.isNaN(iou) ? '–' : i18n.t('browser:iouIs', { iou: formatAccuracy(iou, language) });
  }
  if (!isMade(made, 'input')) return '';
  return i18n.t('browser:errorIs', { error: formatLoss(made.predictions.errors[made.place] ?? Number.NaN) });
}
