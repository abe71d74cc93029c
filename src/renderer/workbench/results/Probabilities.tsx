import { Fragment } from 'react';
import { useLanguage } from '../../messages/useLanguage';
import { formatAccuracy } from '../../ui/figures';
import styles from './TryImage.module.css';

export interface ProbabilitiesProps {
  readonly probabilities: Float32Array;
  readonly names: readonly string[];
}

/** With a thousand classes only these are worth reading. */
const SHOWN = 10;

/** The classes by falling probability. */
export function Probabilities({ probabilities, names }: ProbabilitiesProps) {
  const language = useLanguage();
  const ranked = [...probabilities]
    .map((probability, index) => ({ probability, name: names[index] ?? String(index) }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, SHOWN);
  const [first] = ranked;
  return (
    <>
      <p className={styles.answer} data-testid="predicted-class">
        {first?.name}
      </p>
      <dl className={styles.probabilities}>
        {ranked.map(({ name, probability }, at) => (
          <Fragment key={name}>
            <dt title={name} data-first={at === 0 ? '' : undefined}>
              {name}
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
