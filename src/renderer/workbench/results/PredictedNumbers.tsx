import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatValue } from '../../ui/figures';
import styles from './PredictedNumbers.module.css';

export interface PredictedNumbersProps {
  readonly names: readonly string[];
  readonly predicted: ArrayLike<number>;
  /** Null where nobody knows. */
  readonly actual: ArrayLike<number> | null;
}

/** The numbers that were predicted, beside the actual ones where they are known. */
export function PredictedNumbers({ names, predicted, actual }: PredictedNumbersProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const text = (value: number | undefined) => formatValue(value ?? Number.NaN, language);
  return (
    <table className={styles.table} data-testid="predicted-numbers">
      <thead>
        <tr>
          <th scope="col">{t('numberName')}</th>
          <th scope="col">{t('predictedValue')}</th>
          {actual === null ? null : (
            <>
              <th scope="col">{t('actualValue')}</th>
              <th scope="col">{t('difference')}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {Array.from(names.entries(), ([at, name]) => (
          <tr key={at}>
            <th scope="row">{name}</th>
            <td className={styles.predicted}>{text(predicted[at])}</td>
            {actual === null ? null : (
              <>
                <td>{text(actual[at])}</td>
                <td>{text((predicted[at] ?? Number.NaN) - (actual[at] ?? Number.NaN))}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
