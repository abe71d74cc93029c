import { useEffect } from 'react';
import { create } from 'zustand';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import { listen, request } from '../bridge/bridge';

interface MachineSpeedState {
  /** Null until main has answered. */
  readonly machine: MachineSpeed | null;
}

const useStore = create<MachineSpeedState>()(() => ({ machine: null }));

let isConnected = false;

/** Asks main once, and again whenever more is known. */
function connect(): void {
  if (isConnected) return;
  isConnected = true;
  const load = () =>
    void request('speed:get', undefined).then((reply) => {
      if (reply.ok) useStore.setState({ machine: reply.value });
    });
  listen('speed:changed', load);
  load();
}

/** How fast this machine trains, as far as it is known; null until main has answered. */
export function useMachineSpeed(): MachineSpeed | null {
  useEffect(connect, []);
  return useStore((state) => state.machine);
}
