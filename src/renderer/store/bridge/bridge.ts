import type {
  EventName,
  Events,
  NetloomBridge,
  PageChannel,
  Replies,
  Reply,
  Request,
} from '../../../contract/contract';

/**
 * The window's way to main. Everything outside the window goes through here, so that this is the one place to look for what
 * the window asks of the system.
 */
export function bridge(): NetloomBridge {
  return window.netloom;
}

/** Sends a request to main. Failures are values; a broken channel throws. */
export function request<C extends PageChannel>(channel: C, payload: Request<C>): Promise<Reply<Replies[C]>> {
  return bridge().invoke(channel, payload);
}

/** Listens to an event of main's; returns the function that ends it. */
export function listen<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return bridge().on(event, listener);
}
