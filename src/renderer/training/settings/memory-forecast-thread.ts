import type { NetloomDocument } from '../../../graph-runtime/document/document';

/** What training takes, and what there is. */
export interface Forecast {
  readonly bytes: number;
  readonly availableBytes: number;
  /** Whether the batch is computed in micro-batches. */
  readonly isInParts: boolean;
  /** The most examples at a time that fit: of a whole batch, or of a micro-batch where `isInParts`. */
  readonly largestBatch: number;
}

export interface ForecastQuestion {
  readonly id: number;
  readonly document: NetloomDocument;
  readonly availableBytes: number;
}

export interface ForecastAnswer {
  readonly id: number;
  /** Null for a network that cannot be trained. */
  readonly forecast: Forecast | null;
}

let thread: Worker | null = null;
let questions = 0;

/** Forecasts in its own thread, which stays for the next question. */
export function forecastInThread(
  document: NetloomDocument,
  availableBytes: number,
): Promise<Forecast | null> {
  thread ??= new Worker(new URL('./memory-forecast.worker.ts', import.meta.url), { type: 'module' });
  const worker = thread;
  questions += 1;
  const question: ForecastQuestion = { id: questions, document, availableBytes };
  return new Promise((resolve, reject) => {
    const finish = () => {
      worker.removeEventListener('message', answered);
      worker.removeEventListener('error', failed);
    };
    const answered = ({ data }: MessageEvent<ForecastAnswer>) => {
      if (data.id !== question.id) return;
      finish();
      resolve(data.forecast);
    };
    const failed = (event: ErrorEvent) => {
      finish();
      reject(new Error(`memory forecast: ${event.message}`));
    };
    worker.addEventListener('message', answered);
    worker.addEventListener('error', failed);
    worker.postMessage(question);
  });
}
