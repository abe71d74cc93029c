import { useTranslation } from 'react-i18next';
import styles from './FailureDetail.module.css';

/** Technical detail of a failure, for a report: folded away, and there to be selected. */
export function FailureDetail({ detail }: { readonly detail: string }) {
  const { t } = useTranslation('training');
  return (
    <details className={styles.detail}>
      <summary>{t('failureDetail')}</summary>
      <pre className={styles.text}>{detail}</pre>
    </details>
  );
}
