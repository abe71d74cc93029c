import { useTranslation } from 'react-i18next';
import { isSkipped, type ProblemGroup, problemPlace, problemText } from '../../../contract/data-problems';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import styles from './ProblemGroups.module.css';

/** What is wrong with files and rows, grouped by reason: what it means, and where it is. */
export function ProblemGroups({ groups }: { readonly groups: readonly ProblemGroup[] }) {
  const { t } = useTranslation('data');
  if (groups.length === 0) return null;
  return (
    <section className={styles.problems}>
      <h3 className={styles.title}>{t('problems')}</h3>
      {groups.map((group) => (
        <Group key={group.reason} group={group} />
      ))}
    </section>
  );
}

function Group({ group: { reason, count, first } }: { readonly group: ProblemGroup }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { title, help } = problemText(reason);
  const hidden = count - first.length;
  return (
    <details className={styles.group} data-effect={isSkipped(reason) ? 'skipped' : 'noted'}>
      <summary className={styles.summary}>
        <span>{title[language]}</span>
        <span className={styles.count}>
          {isSkipped(reason)
            ? t('problemSkipped', { count, total: formatCount(count, language) })
            : formatCount(count, language)}
        </span>
      </summary>
      <p>{help[language]}</p>
      <ul className={styles.places}>
        {first.map((problem) => {
          const place = problemPlace(problem, language);
          return (
            <li key={place}>
              <code>{place}</code>
            </li>
          );
        })}
      </ul>
      {hidden > 0 ? (
        <p className={styles.more}>
          {t('moreProblems', { count: hidden, total: formatCount(hidden, language) })}
        </p>
      ) : null}
    </details>
  );
}
