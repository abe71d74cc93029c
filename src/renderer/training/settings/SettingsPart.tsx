import { ChevronRight, CircleAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsPartId, usePartSeverity } from '../../store/view/setting-problems';
import { useWorkbench } from '../../store/view/workbench';
import styles from './SettingsPart.module.css';

export interface SettingsPartProps {
  /** Under which it is remembered whether the part is unfolded. */
  readonly id: SettingsPartId;
  readonly title: string;
  /** What the folded part holds, in a few words. */
  readonly summary: string;
  /** How many of its settings differ from the original. */
  readonly changes: number;
  readonly children: ReactNode;
}

/** A part of the settings that can be folded away, so that a newcomer meets only what everybody needs. */
export function SettingsPart({ id, title, summary, changes, children }: SettingsPartProps) {
  const { t } = useTranslation('training');
  const isUnfolded = useWorkbench((state) => state.unfolded.includes(id));
  const contentId = useId();
  const severity = usePartSeverity(id);
  return (
    <div className={styles.part}>
      <h4 className={styles.heading}>
        <button
          type="button"
          className={styles.head}
          aria-expanded={isUnfolded}
          aria-controls={contentId}
          data-settings-part={id}
          onClick={() => useWorkbench.getState().setUnfolded(id, !isUnfolded)}
        >
          <ChevronRight className={styles.chevron} aria-hidden="true" />
          <span className={styles.title}>{title}</span>
          {isUnfolded || severity === null ? null : <PartMark severity={severity} />}
          {isUnfolded ? null : (
            <span className={styles.summary} title={summary}>
              {summary}
            </span>
          )}
          {changes === 0 ? null : (
            <span className={styles.changes} title={t('changedCount', { count: changes })}>
              {changes}
              <span className="visually-hidden"> {t('changedShort', { count: changes })}</span>
            </span>
          )}
        </button>
      </h4>
      <div id={contentId} className={styles.content} hidden={!isUnfolded}>
        {isUnfolded ? children : null}
      </div>
    </div>
  );
}

/** A folded part says that something in it wants to be looked at. */
function PartMark({ severity }: { readonly severity: 'error' | 'warning' }) {
  const { t } = useTranslation('problems');
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return <Icon className={styles.mark} data-severity={severity} role="img" aria-label={t(severity)} />;
}
