import { parentPort } from 'node:worker_threads';
import type { DatasetImages, Reply } from '../../contract/contract';
import { DatasetImageReader, type ImageQuestion } from './dataset-images';

/** A thread that unpacks data sets and cuts images out of them, so that main's own thread never waits for that. */

export interface NumberedQuestion {
  readonly number: number;
  readonly question: ImageQuestion;
}

export interface NumberedAnswer {
  readonly number: number;
  /** Null: the reader threw, and `error` says what. */
  readonly reply: Reply<DatasetImages> | null;
  readonly error?: string;
}

const reader = new DatasetImageReader();

parentPort?.on('message', ({ number, question }: NumberedQuestion) => {
  const answer = (message: NumberedAnswer) => parentPort?.postMessage(message);
  reader.read(question).then(
    (reply) => answer({ number, reply }),
    (error: unknown) => answer({ number, reply: null, error: String(error) }),
  );
});
