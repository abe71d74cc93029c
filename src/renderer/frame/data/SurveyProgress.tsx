import { useTranslation } from 'react-i18next';
import type { DataJobState } from '../../../contract/data-import';
import { useLanguage } from '../../messages/useLanguage';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/figures';
import { Progress } from '../../ui/Progress';
import { ClassBars } from './ClassBars';
import styles from './ImportDialog.module.css';
import { SourceDialog } from './SourceDialog';

interface SurveyProgressProps {
  readonly path: string;
  /** Null before main has said anything. */
  readonly state: DataJobState | null;
  readonly title: string;
  readonly onClose: () => void;
}

/** A survey under way: what has been found so far. */
export function SurveyProgress({ path, state, title, onClose }: SurveyProgressProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const surveying = state?.type === 'surveying' ? state : null;
  const progress = surveying?.progress ?? null;
  const survey = surveying?.survey ?? null;
  const text =
    progress === null
      ? t('surveyStages.listing', { count: 0, done: formatCount(0, language) })
      : t(`surveyStages.${progress.stage}`, {
          count: progress.done,
          done: formatCount(progress.done, language),
        });
  const share =
    progress === null || progress.total === null || progress.total === 0
      ? null
      : progress.done / progress.total;
  return (
    <SourceDialog
      path={path}
      {...{ title, onClose }}
      size={survey === null ? 'medium' : 'large'}
      actions={<Button onClick={onClose}>{t('cancel')}</Button>}
    >
      <div className={styles.progress}>
        <p role="status">{text}</p>
        <Progress value={share} aria-label={t('surveyProgress')} valueText={text} />
      </div>
      {survey === null || survey.classes.length === 0 ? null : <ClassBars survey={survey} />}
    </SourceDialog>
  );
}
