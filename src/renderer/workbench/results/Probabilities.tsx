import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatAccuracy } from '../../ui/figures';
import styles from './TryImage.module.css';

export interface ProbabilitiesProps {
  readonly probabilities: Float32Array;
  readonly names: readonly string[];
  /** The class whose evidence is shown; null: the most probable one's. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** With a thousand classes only these are worth reading. */
const SHOWN = 10;

/** The classes by falling probability. A click on one shows what speaks for it. */
export function Probabilities({ probabilities, names, chosen, onChoose }: ProbabilitiesProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const ranked = [...probabilities]
    .map((probability, index) => ({ probability, index, name: names[index] ?? String(index) }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, SHOWN);
  const [first] = ranked;
  return (
    <>
      <p className={styles.answer} data-testid="predicted-class">
        {first?.name}
      </p>
      <dl className={styles.probabilities}>
        {ranked.map(({ name, index, probability }, at) => (
          <Fragment key={index}>
            <dt data-first={at === 0 ? '' : undefined}>
              <button
                type="button"
                className={styles.name}
                title={t('showEvidence', { name })}
                aria-pressed={index === (chosen ?? first?.index)}
                onClick={() => onChoose(index)}
              >
                {name}
              </button>
            </dt>
            <dd className={styles.track} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${Math.round(probability * 1_000) / 10}%` }} />
            </dd>
            <dd className={styles.value} data-first={at === 0 ? '' : undefined}>
              {formatAccuracy(probability, language)}
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
