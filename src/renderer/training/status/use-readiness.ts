import { useMemo } from 'react';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
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
  const datasets = useDatasetList();
  // What it would take to train elsewhere depends on the whole network; nobody asks while its data set is here.
  const homeless = useDocument(({ document }) =>
    datasets === null || datasets.some(({ id }) => id === document.dataset.id) ? null : document,
  );
  return useMemo(() => {
    if (isEmpty) return { kind: 'empty' };
    if (problem !== null) return { kind: 'blocked', problem, others: count - 1 };
    const missing = homeless === null || datasets === null ? null : missingDataset(homeless, datasets);
    return missing === null ? { kind: 'ready' } : { kind: 'no-data', problem: missing };
  }, [isEmpty, problem, count, homeless, datasets]);
}

/** Name of the data set the document refers to; its id until main has answered. */
export function useDatasetName(): string {
  const { id, name } = useDocument((state) => state.document.dataset);
  const datasets = useDatasets();
  return datasets.find((dataset) => dataset.id === id)?.name ?? name ?? datasetName(id);
}
