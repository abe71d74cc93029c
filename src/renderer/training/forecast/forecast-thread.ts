import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import type { ShorterRun } from '../../../graph-runtime/estimate/shorter-runs';
import type { TimeEstimate, TrainingData } from '../../../graph-runtime/estimate/training-time';

/** How much memory training takes, and what there is. */
export interface MemoryForecast {
  readonly bytes: number;
  readonly availableBytes: number;
  /** Whether the batch is computed in micro-batches. */
  readonly isInParts: boolean;
  /** The most examples at a time that fit: of a whole batch, or of a micro-batch where `isInParts`. */
  readonly largestBatch: number;
}

/** How long a network trains on this machine. */
export interface NetworkTime extends TimeEstimate {
  /** Whose gradients several machines would exchange. */
  readonly trainableParameters: number;
}

/** How long a run takes, and how it could be made shorter. */
export interface TimeForecast extends NetworkTime {
  readonly shorter: readonly ShorterRun[];
}

/** What is asked of the thread, by the kind of question. */
interface Questions {
  readonly memory: { readonly document: NetloomDocument; readonly availableBytes: number };
  readonly time: TimeQuestion;
  /** Of several networks: the times alone. */
  readonly times: Omit<TimeQuestion, 'document'> & { readonly documents: readonly NetloomDocument[] };
}

export interface TimeQuestion {
  readonly document: NetloomDocument;
  readonly data: TrainingData;
  readonly machine: MachineSpeed;
}

/** Null for a network that cannot be trained. */
interface Answers {
  readonly memory: MemoryForecast | null;
  readonly time: TimeForecast | null;
  readonly times: readonly (NetworkTime | null)[];
}

type Kind = keyof Questions;
export type ForecastQuestion = { [K in Kind]: { readonly kind: K; readonly question: Questions[K] } }[Kind];
export type ForecastAnswer = { [K in Kind]: { readonly kind: K; readonly answer: Answers[K] } }[Kind];
export type Numbered<T> = T & { readonly id: number };

let thread: Worker | null = null;
let questions = 0;

/** Forecasts in its own thread, which stays for the next question: a forecast compiles the training step. */
export function forecastInThread<K extends Kind>(kind: K, question: Questions[K]): Promise<Answers[K]> {
  thread ??= new Worker(new URL('./forecast.worker.ts', import.meta.url), { type: 'module' });
  const worker = thread;
  questions += 1;
  const id = questions;
  return new Promise((resolve, reject) => {
    const finish = () => {
      worker.removeEventListener('message', answered);
      worker.removeEventListener('error', failed);
    };
    const answered = ({ data }: MessageEvent<{ readonly id: number; readonly answer: Answers[K] }>) => {
      if (data.id !== id) return;
      finish();
      resolve(data.answer);
    };
    const failed = (event: ErrorEvent) => {
      finish();
      reject(new Error(`forecast: ${event.message}`));
    };
    worker.addEventListener('message', answered);
    worker.addEventListener('error', failed);
    worker.postMessage({ id, kind, question });
  });
}
