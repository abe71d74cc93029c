import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { classMistakes, isMade, madeOf } from '../../store/view/data-outcomes';
import { numbersOf } from '../../store/view/data-targets';
import { Fact } from '../../ui/Facts';
import { formatAccuracy, formatLoss } from '../../ui/figures';
import type { Browsed } from './browsed';
import { classesText, madeText, namesOfMade, numberText } from './example-texts';

export interface PredictionFactsProps {
  readonly browsed: Browsed;
  readonly example: number;
}

/** What the chosen run made of an example, and how far off it is. */
export function PredictionFacts({ browsed, example }: PredictionFactsProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const made = madeOf(browsed, example);
  if (made === null) return null;
  // Of several labels, what the run has learned.
  const { target } = made.examples;
  const names = namesOfMade(browsed, made);
  if (isMade(made, 'numbers') && target.kind === 'numbers') {
    const actual = numbersOf(made.examples, example);
    return target.names.map((name, column) => {
      const value = made.predictions.numbers[made.place * target.names.length + column] ?? Number.NaN;
      const difference = value - (actual[column] ?? Number.NaN);
      return (
        <Fact key={name} label={t('predictedNumber', { name })} testId="example-prediction">
          {t('numberAndError', {
            value: numberText(value),
            error: `${difference > 0 ? '+' : ''}${numberText(difference)}`,
          })}
        </Fact>
      );
    });
  }
  const text = (
    <Fact label={t('prediction')} testId="example-prediction">
      {madeText(browsed, made)}
    </Fact>
  );
  if (isMade(made, 'class')) return withLoss(text, made.predictions.losses[made.place]);
  if (isMade(made, 'mask')) {
    const accuracy = made.predictions.accuracies[made.place] ?? Number.NaN;
    return (
      <>
        {text}
        <Fact label={t('pixelAccuracy')}>
          {Number.isNaN(accuracy) ? '–' : formatAccuracy(accuracy, language)}
        </Fact>
      </>
    );
  }
  if (!isMade(made, 'classes')) return text;
  const { missed, added } = classMistakes(made);
  return (
    <>
      {text}
      {missed.length === 0 ? null : <Fact label={t('missed')}>{classesText({ names }, missed)}</Fact>}
      {added.length === 0 ? null : <Fact label={t('added')}>{classesText({ names }, added)}</Fact>}
      {withLoss(null, made.predictions.losses[made.place])}
    </>
  );

  function withLoss(before: React.ReactNode, loss = Number.NaN) {
    return (
      <>
        {before}
        {Number.isNaN(loss) ? null : <Fact label={t('loss')}>{formatLoss(loss)}</Fact>}
      </>
    );
  }
}
