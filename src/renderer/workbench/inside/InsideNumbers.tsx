import { RotateCcw } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numbersOfExamples } from '../../../graph-runtime/datasets/target-description';
import { useInside, useInsideSample } from '../../store/runs/inside';
import { useSubjectDataset } from '../../store/runs/subject';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { scrollRegion } from '../../ui/scroll-region';
import { shownNumber } from '../subject/shown-number';
import styles from './InsideView.module.css';

/** The numbers that go through the network beside the chosen image: its own, or as they are set here. Nothing where the network takes none. */
export function InsideNumbers({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('results');
  const dataset = useSubjectDataset(runId);
  const mayTake = dataset !== null && numbersOfExamples(dataset.target) !== null;
  const { sample } = useInsideSample(runId);
  const change = useInside((state) => state.change);
  const question = useMemo(
    () => (mayTake ? ({ type: 'prediction', sample } as const) : null),
    [mayTake, sample],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  // The network was changed, and no longer takes a number that was set.
  const isUnknown = failure?.code === 'number-unknown';
  useEffect(() => {
    if (isUnknown) change({ given: null });
  }, [isUnknown, change]);
  const numbers = answer?.numbers ?? [];
  if (numbers.length === 0) return null;
  const given = sample.numbers ?? {};
  const set = (values: Readonly<Record<string, number>> | null) =>
    change({ given: values === null ? null : { runId, numbers: values } });
  return (
    <div className={styles.numbers} data-testid="inside-numbers" {...scrollRegion(t('numbersBeside'))}>
      {numbers.map(({ name, value, source }) => (
        <span key={name} className={styles.sample}>
          <span>{name}</span>
          <span className={styles.number}>
            <NumberField
              aria-label={name}
              value={given[name] ?? shownNumber(value)}
              onValueChange={(next) => set({ ...given, [name]: next })}
            />
          </span>
          <span>{t(`numberSources.${source}`)}</span>
        </span>
      ))}
      {Object.keys(given).length === 0 ? null : (
        <Button icon={<RotateCcw />} onClick={() => set(null)}>
          {t('resetNumbers')}
        </Button>
      )}
    </div>
  );
}
