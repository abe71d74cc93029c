import { cleanup, configure, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import type {
  Channel,
  EventName,
  Events,
  NetloomBridge,
  Replies,
  Reply,
  Request,
} from '../../contract/contract';
import { success } from '../../contract/failure';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { i18n, startTranslations } from '../messages/i18n';
import { useDocument } from '../store/document/document';
import { timeLimit } from '../../testing/time-limit.mjs';
import { useView } from '../store/view/view';

/**
 * Components with the real stores and catalogs, in a DOM without a browser. Only main is not here: it is another process, and a test says
 * what it answers. What needs layout or a canvas is for the tests in the real window (`e2e`).
 */

type Answers = { readonly [C in Channel]?: (payload: Request<C>) => Replies[C] };

// The library gives up after a second, which a busy machine can take for what an idle one does at once.
configure({ asyncUtilTimeout: timeLimit(60) });

/** What was asked of main, in order, and a way to have it say something. */
export interface MainProcess {
  readonly requests: { readonly channel: string; readonly payload: unknown }[];
  emit<E extends EventName>(event: E, payload: Events[E]): void;
}

/** Replaces main: answers the requests that `answers` names, and no others. */
export function connectMain(answers: Answers = {}): MainProcess & { readonly bridge: NetloomBridge } {
  const requests: { channel: string; payload: unknown }[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const bridge = {
    invoke(channel: Channel, payload: unknown): Promise<Reply<unknown>> {
      requests.push({ channel, payload });
      const answer = answers[channel] as ((payload: unknown) => unknown) | undefined;
      if (answer === undefined) return new Promise(() => undefined);
      return Promise.resolve(success(answer(payload)));
    },
    on(event: EventName, listener: (payload: unknown) => void) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
  };
  Object.assign(window, { netloom: bridge });
  return {
    bridge: bridge as unknown as NetloomBridge,
    requests,
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}

/** The window before each test: in English, with nothing selected, and the document open. */
export async function openWindow(document?: NetloomDocument): Promise<void> {
  cleanup();
  await startTranslations('en');
  useView.getState().reset();
  if (document !== undefined) useDocument.getState().open(document, null);
}

/** Renders, and returns the user who works with it. */
export function show(element: ReactElement): UserEvent {
  render(element);
  return userEvent.setup();
}

/** A text on screen, by its key: tests do not repeat words. */
export function text(key: string, values: Readonly<Record<string, unknown>> = {}): string {
  return String(i18n.t(key as never, values as never));
}
