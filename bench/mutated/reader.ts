import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../src/contract/contract';
import { ownEntry } from '../../src/main/files/own-entry';
import { type ChildProcess, describeExit } from '../../src/main/processes/child-process';
import { startForkedProcess } from '../../src/main/processes/forked-process';
import { startTrainerFromSources } from '../../src/main/runs/testing/start-trainer';
import { fixtureNetwork } from '../../src/main/trainer/jobs/testing/fixture-network';
import type { TrainerCommand, TrainerMessage } from '../../src/main/trainer/protocol/protocol';
import type { Reading } from './samples';
import type { UnpackCommand, UnpackMessage } from './unpacker';

/** The result of a file: it was read, or refused with a failure's code; all else is a fault. */
export type Outcome =
  | { readonly kind: 'read' | 'refused' }
  | { readonly kind: 'fault'; readonly what: string };

/** Long enough for the start of a process on a busy machine, and for any file of some kilobytes. */
const LIMIT_MILLISECONDS = 60_000;

/** Codes that say that the program, not the file, is at fault. */
const FAULTS: ReadonlySet<string> = new Set(['internal-error', 'out-of-memory']);

/** A process that reads file after file, and is started again where one ended it. */
export class Reader {
  #child: ChildProcess<TrainerCommand | UnpackCommand, TrainerMessage | UnpackMessage> | null = null;
  #settle: (outcome: Outcome) => void = () => undefined;
  #highest = 0;

  constructor(readonly isForPackages: boolean) {}

  /** The most memory that any of its processes has held, in bytes. */
  get peakMemory(): number {
    return Math.max(this.#highest, peakOf(this.#child?.pid));
  }

  read(reading: Reading, source: string, target: string): Promise<Outcome> {
    const child = this.#child ?? this.#start();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle({ kind: 'fault', what: `no answer within ${LIMIT_MILLISECONDS / 1000} s` });
        this.close();
      }, LIMIT_MILLISECONDS);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      child.send(commandFor(reading, source, target));
    });
  }

  close(): void {
    this.#highest = this.peakMemory;
    const child = this.#child;
    this.#child = null;
    child?.kill();
  }

  #start() {
    const child: ChildProcess<TrainerCommand | UnpackCommand, TrainerMessage | UnpackMessage> = this
      .isForPackages
      ? startForkedProcess(ownEntry(__dirname, join(__dirname, 'unpacker.ts')))
      : startTrainerFromSources();
    this.#child = child;
    child.onMessage((message) => {
      const outcome = outcomeOf(message);
      if (outcome !== null) this.#settle(outcome);
    });
    let tail = '';
    child.onOutput((text) => {
      tail = (tail + text).slice(-300);
    });
    child.onExit((exit) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#settle({ kind: 'fault', what: `the process ended: ${describeExit(exit)} ${tail}` });
    });
    return child;
  }
}

function commandFor(reading: Reading, source: string, target: string): TrainerCommand | UnpackCommand {
  if (reading === 'package') return { type: 'unpack', path: source, folder: target };
  if (reading === 'weights') return { type: 'import-weights', document: fixtureNetwork, source, target };
  return { type: 'import-network', source, target };
}

function outcomeOf(message: TrainerMessage | UnpackMessage): Outcome | null {
  switch (message.type) {
    case 'imported-network':
    case 'imported-weights':
    case 'unpacked':
      return { kind: 'read' };
    case 'command-failed':
      return refusalOf(message.failure);
    case 'broken':
      return { kind: 'fault', what: message.what };
    default:
      return null;
  }
}

function refusalOf({ code, detail = '' }: Failure): Outcome {
  return FAULTS.has(code) ? { kind: 'fault', what: `${code}: ${detail}` } : { kind: 'refused' };
}

/** Linux keeps it for each process. */
function peakOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return 1024 * Number(kilobytes ?? 0);
  } catch {
    return 0;
  }
}
