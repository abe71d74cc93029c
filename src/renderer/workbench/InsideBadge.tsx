import { useTranslation } from 'react-i18next';
import { useFindings } from '../store/runs/findings';
import { useSubject } from '../store/runs/subject';
import styles from './Workbench.module.css';

/** How many findings there are to read in the view, beside its name. */
export function InsideBadge() {
  const { t } = useTranslation('inside');
  const count = useFindings(useSubject()).length;
  if (count === 0) return null;
  return (
    <span className={styles.badge} data-testid="inside-findings">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('findingCount', { count })}</span>
    </span>
  );
}
