import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requests } from '../../contract/contract';
import { success } from '../../contract/failure';
import { DOCUMENT_VERSION } from '../../graph-runtime/document/document';
import type { Log } from '../log/log';
import { connectChannels, type Handlers, type Sender } from './router';

const document = { format: 'netloom', version: DOCUMENT_VERSION, name: 'One', nodes: [], edges: [] };

interface Setup {
  readonly invoke: (channel: string, request?: unknown, sender?: Sender) => Promise<unknown>;
  readonly channels: readonly string[];
  readonly logged: readonly string[];
  readonly handled: readonly string[];
}

const trusted = { sender: 'page' } as unknown as Sender;
const stranger = { sender: 'stranger' } as unknown as Sender;

function setUp(answers: Partial<Handlers> = {}): Setup {
  const logged: string[] = [];
  const handled: string[] = [];
  const write = (message: string) => void logged.push(message);
  const log: Log = { info: write, warning: write, error: write };
  const listeners = new Map<string, (event: Sender, request: unknown) => Promise<unknown>>();
  const handlers = new Proxy(answers, {
    get: (target, channel: keyof Handlers) => (request: never) => {
      handled.push(channel);
      const handler = target[channel];
      return handler ? handler(request) : success(null);
    },
  }) as Handlers;
  connectChannels({
    ipc: { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlersFor: (sender) => (sender === trusted ? handlers : null),
    log,
  });
  return {
    invoke: (channel, request, sender = trusted) => {
      const listener = listeners.get(channel);
      if (!listener) throw new Error(`no channel ${channel}`);
      return listener(sender, request);
    },
    channels: [...listeners.keys()],
    logged,
    handled,
  };
}

describe('connectChannels', () => {
  it('connects the channels of the contract', () => {
    const { channels } = setUp();
    expect(channels).toEqual(Object.keys(requests));
  });

  it('hands the parsed request to the handler, with the defaults put in', async () => {
    let seen: unknown;
    const { invoke } = setUp({
      'run:start': ({ document: received }) => {
        seen = received.training.epochs;
        return success({ runId: 'run-1' });
      },
    });
    await expect(invoke('run:start', { document })).resolves.toEqual({ ok: true, value: { runId: 'run-1' } });
    expect(seen).toBe(10);
  });

  it('refuses strangers before it looks at the request', async () => {
    const { invoke, handled } = setUp();
    const reply = await invoke('project:open', undefined, stranger);
    expect(reply).toMatchObject({ ok: false, error: { code: 'sender-not-trusted' } });
    expect(handled).toEqual([]);
  });

  it('refuses what the schema does not know, and logs the field without its value', async () => {
    const { invoke, handled, logged } = setUp();
    const reply = await invoke('project:save', {
      document: { ...document, version: 'secret' },
      filePath: null,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
    expect(handled).toEqual([]);
    expect(logged.join()).not.toContain('secret');
  });

  it('answers a handler that throws with a failure, and logs the bug', async () => {
    const { invoke, logged } = setUp({
      'app:info': () => {
        throw new Error('a bug');
      },
    });
    expect(await invoke('app:info')).toMatchObject({ ok: false, error: { code: 'internal-error' } });
    expect(logged).toEqual(['app:info: handler failed']);
  });

  it('answers any message on any channel with a reply, and never throws', async () => {
    const { invoke, channels } = setUp();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channels),
        fc.anything({ withNullPrototype: true }),
        async (channel, message) => {
          const reply = await invoke(channel, message);
          expect(reply).toHaveProperty('ok');
        },
      ),
      { numRuns: 2_000 },
    );
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
