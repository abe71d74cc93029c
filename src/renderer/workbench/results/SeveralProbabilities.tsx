import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatAccuracy } from '../../ui/figures';
import { formatList } from '../../ui/format-list';
import styles from './TryImage.module.css';

export interface SeveralProbabilitiesProps {
  readonly probabilities: ArrayLike<number>;
  /** 1 where the class is there; null where nobody knows. */
  readonly truth: ArrayLike<number> | null;
  readonly names: readonly string[];
  readonly threshold: number;
}

/** With a thousand classes only these are worth reading, and those that are there. */
const SHOWN = 12;

/** The classes by falling probability, each on its own: those from the threshold on are said to be there, and ticked are those that are. */
export function SeveralProbabilities({ probabilities, truth, names, threshold }: SeveralProbabilitiesProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const ranked = Array.from(probabilities, (probability, index) => ({
    ...{ probability, index },
    isThere: truth?.[index] === 1,
  })).sort((a, b) => b.probability - a.probability);
  const shown = ranked.filter(({ isThere }, at) => at < SHOWN || isThere);
  const said = ranked.filter(({ probability }) => probability >= threshold);
  return (
    <>
      <p className={styles.answer} data-testid="predicted-classes">
        {said.length === 0
          ? t('noClass')
          : formatList(
              said.map(({ index }) => names[index] ?? String(index)),
              language,
            )}
      </p>
      <dl className={styles.probabilities}>
        {shown.map(({ index, probability, isThere }) => (
          <Fragment key={index}>
            <dt data-first={probability >= threshold ? '' : undefined}>
              {isThere ? <Check className={styles.there} role="img" aria-label={t('isThere')} /> : null}
              {names[index] ?? String(index)}
            </dt>
            <dd className={styles.track} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${Math.round(probability * 1_000) / 10}%` }} />
            </dd>
            <dd className={styles.value} data-first={probability >= threshold ? '' : undefined}>
              {formatAccuracy(probability, language)}
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
