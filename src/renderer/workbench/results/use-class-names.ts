import { useMemo } from 'react';
import type { DatasetSummary } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';

/** The classes' names in the user's language; their numbers while the data set is not known. */
export function useClassNames(dataset: DatasetSummary | null, count: number): readonly string[] {
  const language = useLanguage();
  return useMemo(() => {
    const known = dataset?.classNames[language] ?? [];
    return Array.from({ length: Math.max(count, known.length) }, (_, at) => known[at] ?? String(at));
  }, [dataset, language, count]);
}
