import { create } from 'zustand';
import type { RunElsewhere } from '../../../contract/contract';
import { listen, request } from '../bridge/bridge';

interface RunElsewhereState {
  /** The run in progress that another window started; null when there is none. */
  readonly run: RunElsewhere | null;
}

export const useRunElsewhere = create<RunElsewhereState>()(() => ({ run: null }));

/** Keeps up with what other windows train. */
export function connectRunElsewhere(): () => void {
  const end = listen('run:elsewhere', (run) => useRunElsewhere.setState({ run }));
  void request('run:elsewhere', undefined).then((reply) => {
    if (reply.ok) useRunElsewhere.setState({ run: reply.value });
  });
  return end;
}
