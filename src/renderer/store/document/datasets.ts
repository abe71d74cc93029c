import { useEffect } from 'react';
import { create } from 'zustand';
import type { DamagedDataset, DatasetList, DatasetSummary, RunSummary } from '../../../contract/contract';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import { datasetName, isPublishedDataset } from '../../../graph-runtime/datasets/known-datasets';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import type { TrainingData } from '../../../graph-runtime/training-checks/check';
import { trainingDataOf } from '../../../graph-runtime/training-checks/training-data';
import { listen, request } from '../bridge/bridge';
import { useDocument } from './document';

interface DatasetsState {
  /** Null until main has answered. */
  readonly list: DatasetList | null;
}

const useDatasetsStore = create<DatasetsState>()(() => ({ list: null }));

let isAsked = false;
let isListening = false;

/** Asks main once, and again when the catalog has changed; whoever needs the list reads it from here. */
export function loadDatasets(): void {
  if (isAsked) return;
  isAsked = true;
  ask();
  if (!isListening) listen('data:changed', ask);
  isListening = true;
}

function ask(): void {
  void refreshDatasets();
}

/** Asks main for the list at once, for one that is known to be there by now. */
export async function refreshDatasets(): Promise<void> {
  const reply = await request('dataset:list', undefined);
  if (reply.ok) useDatasetsStore.setState({ list: reply.value });
  else isAsked = false;
}

const NONE: readonly DatasetSummary[] = [];
const NONE_DAMAGED: readonly DamagedDataset[] = [];

/** The data sets there are; empty until main has answered. */
export function useDatasets(): readonly DatasetSummary[] {
  useEffect(loadDatasets, []);
  return useDatasetsStore((state) => state.list?.datasets ?? NONE);
}

/** What lies among them and cannot be used. */
export function useDamagedDatasets(): readonly DamagedDataset[] {
  useEffect(loadDatasets, []);
  return useDatasetsStore((state) => state.list?.damaged ?? NONE_DAMAGED);
}

/** The list itself, null until main has answered; whoever asks is rendered again then. */
export function useDatasetList(): readonly DatasetSummary[] | null {
  return useDatasetsStore((state) => state.list?.datasets ?? null);
}

/** The name of the data set a run learned from, also where it is not here any more: without `datasets`, by those there are now. */
export function datasetOfRun(
  { datasetId, datasetName: name }: Pick<RunSummary, 'datasetId' | 'datasetName'>,
  datasets: readonly Pick<DatasetSummary, 'id' | 'name'>[] = useDatasetsStore.getState().list?.datasets ??
    NONE,
): string {
  return datasets.find(({ id }) => id === datasetId)?.name ?? name ?? datasetName(datasetId);
}

/** What the examples of a data set are to be taken for; null while it is not known, or not here. */
export function targetNow(id: string): TargetDescription | null {
  const list = useDatasetsStore.getState().list;
  return list?.datasets.find((dataset) => dataset.id === id)?.target ?? null;
}

const factsOf = oncePer(trainingDataOf);

/** What training checks want to know of a data set; null while it is not known, or not here. The same object each time. */
export function datasetNow(id: string): TrainingData | null {
  const dataset = useDatasetsStore.getState().list?.datasets.find((candidate) => candidate.id === id);
  return dataset === undefined ? null : factsOf(dataset);
}

/**
 * Whether a document's data set is known not to be here. Those that networks are published for need not be: presets for ImageNet are shown
 * without a mark.
 */
export function isMissingNow(id: string): boolean {
  const { list } = useDatasetsStore.getState();
  return list !== null && !isPublishedDataset(id) && list.datasets.every((dataset) => dataset.id !== id);
}

/** The data set of that id, now; null while it is not known, or not here. */
export function datasetSummary(id: string): DatasetSummary | null {
  return useDatasetsStore.getState().list?.datasets.find((dataset) => dataset.id === id) ?? null;
}

/** The data set of that id; null while it is not known. */
export function useDatasetOf(id: string): DatasetSummary | null {
  return useDatasets().find((dataset) => dataset.id === id) ?? null;
}

/** Its examples are rows of numbers, which can be neither drawn nor photographed. */
export function isTable(dataset: DatasetSummary | null): boolean {
  return dataset !== null && dataset.exampleShape.length !== 3;
}

/** The data set the open document refers to; null while it is not known. */
export function useDataset(): DatasetSummary | null {
  return useDatasetOf(useDocument((state) => state.document.dataset.id));
}
