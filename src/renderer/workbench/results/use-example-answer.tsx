import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prediction } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import styles from './ResultsView.module.css';

/** What a run's network makes of a test example; `note` stands for it while it is asked, or when it cannot answer. */
export function useExampleAnswer(
  runId: string,
  index: number,
): { readonly answer: Prediction | null; readonly note: ReactNode } {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const question = useMemo(
    () => ({ type: 'prediction', sample: { type: 'dataset', split: 'test', index } }) as const,
    [index],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  if (failure !== null) {
    return { answer: null, note: <p className={styles.failure}>{failureText(failure, language)}</p> };
  }
  return { answer, note: <p className={styles.muted}>{t('computingEvidence')}</p> };
}
