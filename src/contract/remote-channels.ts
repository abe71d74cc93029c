import { z } from 'zod';
import type { SlurmReport, SlurmSettings } from './slurm';

/** The channels of other machines: the list of them, what is looked for and installed there, and what ssh asks on the way. */

const nothing = z.undefined();
const name = z.string().max(200);
const ofMachine = z.object({ name });

/** Where a run is to train; neither: on this machine. */
export const placeOfRun = {
  /** On another machine, by its name. */
  on: name.optional(),
  /** On this machine together with others. */
  together: z
    .object({
      names: z.array(name).min(1).max(63),
      /** The user has been asked, and says that all of them are in a network to which nobody else has access. */
      isNetworkClosed: z.literal(true),
    })
    .optional(),
} as const;

export const remoteRequests = {
  'machines:list': nothing,
  /** Hosts that the user's own ssh configuration names. */
  'machines:hosts': nothing,
  /** Adds a machine; `folder` is where trainer and runs lie there, by default `~/.netloom`. */
  'machines:add': z.object({
    name,
    host: z.string().max(1_000),
    folder: z.string().max(1_000).optional(),
    /** Its runs are jobs of Slurm; what is asked of it, as it was typed. */
    slurm: z
      .object({
        partition: name,
        nodes: name,
        cores: name,
        gres: name,
        time: name,
        isClosedNetwork: z.boolean(),
      })
      .optional(),
  }),
  /** Forgets a machine. What lies there stays. */
  'machines:remove': ofMachine,
  /** Connects, and looks. Nothing there is changed. */
  'machines:check': ofMachine,
  /** Sends the trainer and tries its engine; `machines:progress` reports how far it is. */
  'machines:install': ofMachine,
  /** Gives up what is under way with a machine: the check or the installation fails. What has been sent is not sent again. */
  'machines:cancel': ofMachine,
  /** What ssh waits for an answer to in this window, which may have been loaded again meanwhile; null: nothing. */
  'ssh:open-question': nothing,
  /** A person's answer to `ssh:question`; null: none. To confirm a host key is to repeat it as it was shown. */
  'ssh:answer': z.object({ id: z.number().int(), answer: z.string().max(4_096).nullable() }),
  /** Looks for the machine of a run that is out of reach now, and not only when the wait is over. */
  'run:reach': z.object({ runId: z.string().max(200) }),
} as const;

/** A machine that the user has added. */
export interface RemoteMachine {
  readonly name: string;
  /** A `Host` of the user's ssh configuration, or `user@host:port`. */
  readonly host: string;
  readonly folder: string;
  /** Its runs are jobs of Slurm, which are asked for this; null: they are begun at once. */
  readonly slurm: SlurmSettings | null;
}

/** What is known of a machine after it has been looked at. */
export interface MachineReport {
  /** e.g. `ED25519 SHA256:…`. */
  readonly hostKey: string;
  /** e.g. `Linux`, `x86_64`. */
  readonly system: string;
  readonly machine: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Names of NVIDIA cards. */
  readonly cards: readonly string[];
  /** Versions of the trainer that are installed there. */
  readonly versions: readonly string[];
  /** Free where runs will lie. */
  readonly freeBytes: number;
  /** Of a machine whose runs are jobs of Slurm. */
  readonly slurm?: SlurmReport;
}

/** The same with what its line carries, which takes a second to measure. */
export interface MeasuredMachine extends MachineReport {
  /** Bits a second through ssh, sent or received, whichever is slower; null: it could not be measured. */
  readonly lineBits: number | null;
}

export interface CheckedMachine extends MeasuredMachine {
  /** The trainer that this app can send; null where it can make none. */
  readonly version: string | null;
  readonly isInstalled: boolean;
}

export interface InstalledTrainer {
  readonly version: string;
  /** e.g. `2.21.0`, of the TensorFlow that runs there. */
  readonly engine: string;
  /** What it computes on there. */
  readonly device: string;
}

/** How far an installation is. */
export interface MachineProgress {
  readonly name: string;
  readonly stage: 'connecting' | 'sending' | 'unpacking' | 'testing';
  readonly sentBytes: number;
  /** What is to be sent; 0 until that is known. */
  readonly allBytes: number;
}

/** What ssh wants to know from a person before it connects. */
export interface SshQuestion {
  readonly id: number;
  /** The machine it is about, by its host. */
  readonly host: string;
  /**
   * `host-key`: whether the machine is the one that is meant, which `key` shows (`ED25519 SHA256:…`); `secret`: a passphrase, password or one-time
   * code, in ssh's own words.
   */
  readonly kind: 'host-key' | 'secret';
  readonly text: string;
  readonly key: string | null;
}

export interface RemoteReplies {
  'machines:list': readonly RemoteMachine[];
  'machines:hosts': readonly string[];
  'machines:add': null;
  'machines:remove': null;
  'machines:check': CheckedMachine;
  'machines:install': InstalledTrainer;
  'machines:cancel': null;
  'ssh:open-question': SshQuestion | null;
  'ssh:answer': null;
  'run:reach': null;
}

export interface RemoteEvents {
  /** The list of machines is another one; ask for it. */
  'machines:changed': null;
  'machines:progress': MachineProgress;
  /** ssh waits for an answer; null: for none any more. */
  'ssh:question': SshQuestion | null;
}
