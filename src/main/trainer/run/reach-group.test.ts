import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { reachGroup } from './reach-group';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(port = 0): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A port at which nobody listens. */
async function quietPort(): Promise<number> {
  const port = await listen();
  const server = servers.pop();
  server?.close();
  if (server !== undefined) await once(server, 'close');
  return port;
}

const addressOf = (port: number) => `127.0.0.1:${port}`;

it('says once which of the processes has not been reached, and reaches it as soon as it listens', async () => {
  const [there, late] = [await listen(), await quietPort()];
  const addresses = [there, late].map(addressOf);
  const said: number[] = [];
  let tries = 0;
  const isStopped = () => {
    tries += 1;
    // It has been missed several times before it comes up.
    if (tries === 3) void listen(late);
    return false;
  };
  const onUnreached = (rank: number) => void said.push(rank);
  const unreached = await reachGroup(
    { rank: 0, addresses },
    { isStopped, onUnreached, patienceMilliseconds: 0 },
  );
  expect(unreached).toBeNull();
  expect(said).toEqual([1]);
  expect(tries).toBeGreaterThanOrEqual(3);
});

it('says nothing of processes that come up in time', async () => {
  const addresses = [await listen(), await listen()].map(addressOf);
  const said: number[] = [];
  const onUnreached = (rank: number) => void said.push(rank);
  const options = { isStopped: () => false, onUnreached, patienceMilliseconds: 0 };
  expect(await reachGroup({ rank: 0, addresses }, options)).toBeNull();
  expect(said).toEqual([]);
});

it('ends when it is stopped, with the address that it waited for', async () => {
  const [there, missing] = [await listen(), await quietPort()];
  const addresses = [there, missing].map(addressOf);
  const options = { isStopped: () => true, onUnreached: () => undefined };
  expect(await reachGroup({ rank: 0, addresses }, options)).toBe(addressOf(missing));
});
