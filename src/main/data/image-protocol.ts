import type { DataBrowserReplies, DatasetReplies, Reply, Request } from '../../contract/contract';
import type { BrowserChannel } from './browsing/data-browser';
import type { DatasetRoots } from './dataset-roots';

/** Channels whose requests the thread of images answers as they are. */
export type ThreadChannel = BrowserChannel | 'dataset:images';
export type ThreadAnswers = Pick<DataBrowserReplies & DatasetReplies, ThreadChannel>;

export interface NumberedQuestion<C extends ThreadChannel = ThreadChannel> {
  readonly number: number;
  readonly roots: DatasetRoots;
  readonly channel: C;
  readonly request: Request<C>;
}

export interface NumberedAnswer {
  readonly number: number;
  /** Null: the reader threw, and `error` says what. */
  readonly reply: Reply<ThreadAnswers[ThreadChannel]> | null;
  readonly error?: string;
}
