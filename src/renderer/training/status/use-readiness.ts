import { useMemo } from 'react';
import { missingDataset } from '../../../graph-runtime/training-checks/missing-dataset';
import { useAnalysis } from '../../store/document/analysis';
import { useDatasetList, useDatasets } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { errorCount, firstError, type Readiness } from './readiness';

/** Whether the network on the canvas can be trained; renders again only when the answer changes. */
export function useReadiness(): Readiness {
  const isEmpty = useAnalysis((analysis) => analysis.document.nodes.length === 0);
  const problem = useAnalysis(firstError);
  const count = useAnalysis(errorCount);
  const dataset = useDocument((state) => state.document.dataset);
  const datasets = useDatasetList();
  return useMemo(() => {
    if (isEmpty) return { kind: 'empty' };
    if (problem !== null) return { kind: 'blocked', problem, others: count - 1 };
    const missing = datasets === null ? null : missingDataset({ dataset }, datasets);
    return missing === null ? { kind: 'ready' } : { kind: 'no-data', problem: missing };
  }, [isEmpty, problem, count, dataset, datasets]);
}

/** Name of the data set the document refers to; its id until main has answered. */
export function useDatasetName(): string {
  const id = useDocument((state) => state.document.dataset.id);
  const datasets = useDatasets();
  return datasets.find((dataset) => dataset.id === id)?.name ?? id;
}
