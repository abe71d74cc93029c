import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prediction } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useAskedOutput } from '../../store/runs/evaluations';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import styles from './ResultsView.module.css';

/** What a run's network makes of a test example; `note` stands for it while it is asked, or when it cannot answer. */
export function useExampleAnswer(
  runId: string,
  index: number,
): { readonly answer: Prediction | null; readonly note: ReactNode } {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const output = useAskedOutput(runId);
  const question = useMemo(() => {
    const sample = { type: 'dataset', split: 'test', index } as const;
    return { type: 'prediction', sample, ...(output !== undefined && { output }) } as const;
  }, [index, output]);
  const { answer, failure } = useLatestAnswer(runId, question);
  if (failure !== null) {
    return { answer: null, note: <p className={styles.failure}>{failureText(failure, language)}</p> };
  }
  return { answer, note: <p className={styles.muted}>{t('computingEvidence')}</p> };
}
