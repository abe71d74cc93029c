import type { IpcMainInvokeEvent } from 'electron';
import { type Channel, type Replies, type Reply, type Request, requests } from '../../contract/contract';
import { failed } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { inOrderOf } from '../../graph-runtime/document/field-order';
import type { Log } from '../log/log';

/** One answer a channel. A handler returns failures as values; what it throws is a bug. */
export type Handlers = {
  readonly [C in Channel]: (request: Request<C>) => Reply<Replies[C]> | Promise<Reply<Replies[C]>>;
};

/** The sender of a request, as far as trust depends on it. */
export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

export interface RouterOptions {
  /** Electron's `ipcMain`, or what replaces it in tests. */
  readonly ipc: {
    handle(channel: string, listener: (event: Sender, request: unknown) => Promise<unknown>): void;
  };
  /** The answers for the window the request comes from; null unless it is the top frame of a page of the app. */
  readonly handlersFor: (sender: Sender) => Handlers | null;
  readonly log: Log;
}

/** Connects every channel of the contract with the sender's handler: checks sender and request, and answers, whatever happens. */
export function connectChannels(options: RouterOptions): void {
  for (const channel of Object.keys(requests)) {
    if (isChannel(channel)) {
      options.ipc.handle(channel, (event, request) => answer(channel, event, request, options));
    }
  }
}

async function answer<C extends Channel>(
  channel: C,
  sender: Sender,
  request: unknown,
  { handlersFor, log }: RouterOptions,
): Promise<Reply<Replies[C]>> {
  const handlers = handlersFor(sender);
  if (handlers === null) {
    log.warning(`${channel}: sender refused`);
    return failed(failure('sender-not-trusted'));
  }
  const parsed = requests[channel].safeParse(request);
  if (!parsed.success) {
    // The paths of the faulty fields, not their values: those are the user's.
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).slice(0, 5);
    log.warning(`${channel}: request refused`, fields);
    return failed(failure('request-invalid', {}, { detail: fields.join('; ') }));
  }
  try {
    // The schema of channel C has just made sure that this is a request of C; a document in it keeps the order of its fields.
    return await handlers[channel](inOrderOf(request, parsed.data) as Request<C>);
  } catch (error) {
    log.error(`${channel}: handler failed`, error);
    return failed(failure('internal-error', { channel }));
  }
}

function isChannel(name: string): name is Channel {
  return Object.hasOwn(requests, name);
}
