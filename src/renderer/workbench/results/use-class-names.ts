import { useMemo } from 'react';
import type { DatasetSummary } from '../../../contract/contract';
import { classNamesIn } from '../../../graph-runtime/datasets/target-description';
import { useLanguage } from '../../messages/useLanguage';

/** The classes' names, the app's own in the user's language; their numbers while the data set is not known. */
export function useClassNames(dataset: DatasetSummary | null, count: number): readonly string[] {
  const language = useLanguage();
  return useMemo(() => {
    const known = dataset === null ? [] : classNamesIn(dataset.target, language);
    return Array.from({ length: Math.max(count, known.length) }, (_, at) => known[at] ?? String(at));
  }, [dataset, language, count]);
}
