import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import styles from './FilterPane.module.css';

export interface FilterChoiceProps {
  readonly label: string;
  readonly count: number;
  /** Of the longest bar; absent: there are no bars. */
  readonly most?: number;
  /** A color in front of it. */
  readonly mark?: ReactNode;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}

/** Something to filter by, with how many examples have it. */
export function FilterChoice({ label, count, most, mark, isOn, onToggle }: FilterChoiceProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const figure = formatCount(count, language);
  return (
    <li>
      <button
        type="button"
        className={styles.choice}
        aria-pressed={isOn}
        title={label}
        onClick={() => onToggle(!isOn)}
      >
        <span className={styles.name}>
          {mark}
          {label}
        </span>
        <span className="visually-hidden">{t('colon')}</span>
        <span className={styles.count}>{figure}</span>
        {most === undefined ? null : (
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${(100 * count) / Math.max(1, most)}%` }} />
          </span>
        )}
      </button>
    </li>
  );
}
