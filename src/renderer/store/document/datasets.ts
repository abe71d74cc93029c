import { useEffect } from 'react';
import { create } from 'zustand';
import type { DatasetSummary } from '../../../contract/contract';
import type { TrainingData } from '../../../graph-runtime/training-checks/check';
import { trainingDataOf } from '../../../graph-runtime/training-checks/training-data';
import { request } from '../bridge/bridge';
import { useDocument } from './document';

interface DatasetsState {
  /** Null until main has answered. */
  readonly datasets: readonly DatasetSummary[] | null;
}

const useDatasetsStore = create<DatasetsState>()(() => ({ datasets: null }));

let isAsked = false;

/** Asks main once; whoever needs the list reads it from here. */
export function loadDatasets(): void {
  if (isAsked) return;
  isAsked = true;
  void request('dataset:list', undefined).then((reply) => {
    if (reply.ok) useDatasetsStore.setState({ datasets: reply.value });
    else isAsked = false;
  });
}

const NONE: readonly DatasetSummary[] = [];

/** The data sets there are; empty until main has answered. */
export function useDatasets(): readonly DatasetSummary[] {
  useEffect(loadDatasets, []);
  return useDatasetsStore((state) => state.datasets ?? NONE);
}

/** The list itself, null until main has answered; whoever asks is rendered again then. */
export function useDatasetList(): readonly DatasetSummary[] | null {
  return useDatasetsStore((state) => state.datasets);
}

const facts = new WeakMap<DatasetSummary, TrainingData>();

/** What training checks want to know of a data set; null while it is not known, or not here. The same object each time. */
export function datasetNow(id: string): TrainingData | null {
  const dataset = useDatasetsStore.getState().datasets?.find((candidate) => candidate.id === id);
  if (dataset === undefined) return null;
  let data = facts.get(dataset);
  if (data === undefined) {
    data = trainingDataOf(dataset);
    facts.set(dataset, data);
  }
  return data;
}

/** The data set of that id; null while it is not known. */
export function useDatasetOf(id: string): DatasetSummary | null {
  return useDatasets().find((dataset) => dataset.id === id) ?? null;
}

/** The data set the open document refers to; null while it is not known. */
export function useDataset(): DatasetSummary | null {
  return useDatasetOf(useDocument((state) => state.document.dataset.id));
}
