import { useTranslation } from 'react-i18next';
import type { VersionDifference } from '../../../contract/contract';
import styles from './VersionsDialog.module.css';

const COUNTS = ['added', 'removed', 'changed', 'rewired'] as const;

/** What a save changed, in a few words. */
export function DifferenceChips({ difference }: { readonly difference: VersionDifference | null }) {
  const { t } = useTranslation('projects');
  if (difference === null) {
    return (
      <p className={styles.chips}>
        <span className={styles.chip}>{t('versions.first')}</span>
      </p>
    );
  }
  const counts = COUNTS.filter((name) => difference[name] > 0);
  const isSame = counts.length === 0 && !difference.isTrainingChanged;
  return (
    <p className={styles.chips}>
      {counts.map((name) => (
        <span key={name} className={styles.chip} data-kind={name}>
          {t(`versions.${name}`, { count: difference[name] })}
        </span>
      ))}
      {difference.isTrainingChanged ? <span className={styles.chip}>{t('versions.training')}</span> : null}
      {isSame ? <span className={styles.chip}>{t('versions.same')}</span> : null}
    </p>
  );
}
