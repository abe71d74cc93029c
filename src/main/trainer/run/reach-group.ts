import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReplicaGroup } from '../protocol/replica-group';

/** Between two tries to reach the others. */
const RETRY_MILLISECONDS = 100;
/** Of one try: a firewall that drops what is sent answers nothing at all. */
const TRY_MILLISECONDS = 1_000;
/** After how long it is said who has not been reached. */
const PATIENCE_MILLISECONDS = 20_000;

export interface ReachOptions {
  /** Whether to give up. */
  readonly isStopped: () => boolean;
  /** Calls once for each process that has not been reached for a while, with its rank. It is tried further. */
  readonly onUnreached: (rank: number) => void;
  readonly patienceMilliseconds?: number;
}

/**
 * Waits until the servers of all processes of a group listen.
 *
 * @returns the first of the addresses that were not reached when it was stopped; null: all were reached
 */
export async function reachGroup(
  { addresses }: ReplicaGroup,
  { isStopped, onUnreached, patienceMilliseconds = PATIENCE_MILLISECONDS }: ReachOptions,
): Promise<string | null> {
  const begun = performance.now();
  let isReported = false;
  for (let missing = addresses; ; ) {
    missing = await unreachedOf(missing);
    const [first] = missing;
    if (first === undefined) return null;
    if (isStopped()) return first;
    if (!isReported && performance.now() - begun >= patienceMilliseconds) {
      isReported = true;
      for (const address of missing) onUnreached(addresses.indexOf(address));
    }
    await wait(RETRY_MILLISECONDS);
  }
}

async function unreachedOf(addresses: readonly string[]): Promise<readonly string[]> {
  const areListening = await Promise.all(addresses.map(isListening));
  return addresses.filter((_, place) => areListening[place] !== true);
}

function isListening(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)), timeout: TRY_MILLISECONDS });
    const settle = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket
      .once('connect', () => settle(true))
      .once('error', () => settle(false))
      .once('timeout', () => settle(false));
  });
}
