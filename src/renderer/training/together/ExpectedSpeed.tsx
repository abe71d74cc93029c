import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { formatFactor, formatLine, formatMilliseconds } from '../../ui/figures';
import type { ForecastOfMachines } from '../forecast/use-group-forecast';
import styles from './Together.module.css';

/** What to expect of machines that train together, with what it is computed from. */
export function ExpectedSpeed({ forecast }: { readonly forecast: ForecastOfMachines | null }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  if (forecast === null) return <span className={styles.detail}>{t('together.forecastUnknown')}</span>;
  const { factor, isWorthwhile, stepSeconds, sumSeconds, gradientBytes, line } = forecast;
  return (
    <>
      <p className={styles.expected} data-poor={isWorthwhile ? undefined : ''} data-testid="expected-speed">
        {t(wordsFor(factor, isWorthwhile), { factor: formatFactor(factor, language) })}
      </p>
      <p className={styles.detail}>
        {t('together.forecastDetail', {
          step: formatMilliseconds(stepSeconds, language),
          sum: formatMilliseconds(sumSeconds, language),
          bytes: formatBytes(gradientBytes, language),
          speed: formatLine(line, language),
        })}
      </p>
    </>
  );
}

function wordsFor(factor: number, isWorthwhile: boolean) {
  if (isWorthwhile) return 'together.forecast';
  return factor < 1 ? 'together.forecastSlower' : 'together.forecastPoor';
}
