import { create } from 'zustand';
import type {
  CheckedMachine,
  Failure,
  InstalledTrainer,
  MachineProgress,
  RemoteMachine,
  SlurmForm,
} from '../../../contract/contract';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useTrainOn } from './train-on';

/** What is known of a machine, and what is done with it. */
export interface MachineState {
  readonly busy: 'checking' | 'installing' | null;
  readonly report: CheckedMachine | null;
  readonly installed: InstalledTrainer | null;
  /** Why the last check or installation failed. */
  readonly failure: Failure | null;
  readonly progress: MachineProgress | null;
}

const UNKNOWN: MachineState = { busy: null, report: null, installed: null, failure: null, progress: null };

/** A machine as it was typed. */
export interface TypedMachine {
  readonly name: string;
  readonly host: string;
  readonly folder: string;
  /** Null: its runs are begun at once. */
  readonly slurm: SlurmForm | null;
}

export interface MachinesState {
  readonly machines: readonly RemoteMachine[];
  /** Hosts of the user's ssh configuration. */
  readonly hosts: readonly string[];
  readonly states: ReadonlyMap<string, MachineState>;
  load(): Promise<void>;
  /** Why it cannot be added; null: it was. */
  add(machine: TypedMachine): Promise<Failure | null>;
  remove(name: string): Promise<void>;
  check(name: string): Promise<void>;
  install(name: string): Promise<void>;
  cancel(name: string): void;
}

/** The window's copy of main's list of other machines. */
export const useMachines = create<MachinesState>()((set, get) => {
  const change = (name: string, changes: Partial<MachineState>) =>
    set(({ states }) => ({
      states: new Map(states).set(name, { ...(states.get(name) ?? UNKNOWN), ...changes }),
    }));
  return {
    machines: [],
    hosts: [],
    states: new Map(),
    load: async () => {
      const [listed, hosts] = await Promise.all([
        request('machines:list', undefined),
        request('machines:hosts', undefined),
      ]);
      if (!listed.ok) return showFailure(listed.error);
      set({ machines: listed.value, hosts: hosts.ok ? hosts.value : [] });
      useTrainOn.getState().keep(listed.value.map(({ name }) => name));
    },
    add: async ({ name, host, folder, slurm }) => {
      const reply = await request('machines:add', {
        ...{ name, host },
        ...(folder.trim() !== '' && { folder }),
        ...(slurm !== null && { slurm }),
      });
      if (!reply.ok) return reply.error;
      await get().load();
      void get().check(name.trim());
      return null;
    },
    remove: async (name) => {
      const reply = await request('machines:remove', { name });
      if (!reply.ok) showFailure(reply.error);
      await get().load();
    },
    check: async (name) => {
      change(name, { ...UNKNOWN, busy: 'checking' });
      const reply = await request('machines:check', { name });
      change(name, reply.ok ? { busy: null, report: reply.value } : { busy: null, failure: reply.error });
    },
    install: async (name) => {
      change(name, { busy: 'installing', failure: null, installed: null });
      const reply = await request('machines:install', { name });
      change(name, { busy: null, progress: null });
      if (!reply.ok) return change(name, { failure: reply.error });
      await get().check(name);
      change(name, { installed: reply.value });
    },
    cancel: (name) => void request('machines:cancel', { name }),
  };
});

/** What is known of a machine. */
export function useMachine(name: string): MachineState {
  return useMachines((state) => state.states.get(name) ?? UNKNOWN);
}

/** Keeps the copy true. Returns the function that ends it. */
export function connectMachines(): () => void {
  const ends = [
    listen('machines:changed', () => void useMachines.getState().load()),
    listen('machines:progress', (progress) =>
      useMachines.setState(({ states }) => ({
        states: new Map(states).set(progress.name, { ...(states.get(progress.name) ?? UNKNOWN), progress }),
      })),
    ),
  ];
  void useMachines.getState().load();
  return () => {
    for (const end of ends) end();
  };
}
