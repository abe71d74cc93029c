import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bestText } from '../../charts/run-outcome';
import { useLanguage } from '../../messages/useLanguage';
import { useRunList } from '../../store/runs/run-list';
import type { RunGroup } from './group-runs';
import styles from './RunTable.module.css';

export interface GroupRowProps {
  readonly ref: (row: Element | null) => void;
  /** Its place in the table. */
  readonly index: number;
  readonly group: RunGroup;
  readonly isFolded: boolean;
  /** Columns before that of the best accuracy, and after it. */
  readonly before: number;
  readonly after: number;
}

/** The heading of runs that have the same value of a setting; it folds them away. */
export function GroupRow({ ref, index, group, isFolded, before, after }: GroupRowProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      className={styles.group}
      data-testid="run-group"
    >
      <th scope="row" colSpan={before}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!isFolded}
          onClick={() => useRunList.getState().toggleGroup(group.key)}
        >
          <ChevronRight aria-hidden="true" />
          <span className={styles.groupName}>{group.text}</span>{' '}
          <span className={styles.groupCount}>{t('count', { count: group.runs.length })}</span>
        </button>
      </th>
      <td>{group.best === null ? '–' : bestText(group.best, language, true)}</td>
      <td colSpan={after} />
    </tr>
  );
}
