import { useEffect } from 'react';
import { create } from 'zustand';
import type { DataIndex } from '../../../contract/data-browser';
import type { Failure } from '../../../contract/failure';
import { request } from '../bridge/bridge';

interface DataIndexState {
  /** The data set that was asked for last. */
  readonly id: string | null;
  readonly index: DataIndex | null;
  readonly failure: Failure | null;
}

const useStore = create<DataIndexState>()(() => ({ id: null, index: null, failure: null }));

/** Asks main for a data set's examples; the ones asked for last stay known. */
export async function loadIndex(id: string): Promise<void> {
  if (useStore.getState().id === id && useStore.getState().failure === null) return;
  useStore.setState({ id, index: null, failure: null });
  const reply = await request('data:index', { id });
  if (useStore.getState().id !== id) return;
  useStore.setState(reply.ok ? { index: reply.value } : { failure: reply.error });
}

/** All examples of a data set; null until they are known. */
export function useDataIndex(id: string): Pick<DataIndexState, 'index' | 'failure'> {
  useEffect(() => void loadIndex(id), [id]);
  const index = useStore((state) => (state.id === id ? state.index : null));
  const failure = useStore((state) => (state.id === id ? state.failure : null));
  return { index, failure };
}
