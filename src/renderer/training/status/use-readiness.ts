import { useEffect, useMemo, useState } from 'react';
import type { DatasetSummary } from '../../../preload/contract';
import { useAnalysis } from '../../store/analysis';
import { request } from '../../store/bridge';
import { useDocument } from '../../store/document';
import { errorCount, firstError, type Readiness } from './readiness';

/** Whether the network on the canvas can be trained; renders again only when the answer changes. */
export function useReadiness(): Readiness {
  const isEmpty = useAnalysis((analysis) => analysis.document.nodes.length === 0);
  const problem = useAnalysis(firstError);
  const count = useAnalysis(errorCount);
  return useMemo(() => {
    if (isEmpty) return { kind: 'empty' };
    return problem === null ? { kind: 'ready' } : { kind: 'blocked', problem, others: count - 1 };
  }, [isEmpty, problem, count]);
}

/** Name of the data set the document refers to; its id until main has answered. */
export function useDatasetName(): string {
  const id = useDocument((state) => state.document.dataset.id);
  const [datasets, setDatasets] = useState<readonly DatasetSummary[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void request('dataset:list', undefined).then((reply) => {
      if (isCurrent && reply.ok) setDatasets(reply.value);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return datasets.find((dataset) => dataset.id === id)?.name ?? id;
}
