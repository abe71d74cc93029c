import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectVersion } from '../../../contract/contract';
import { documentSchema, type NetloomDocument } from '../../../graph-runtime/document/document';
import type { Log } from '../../log/log';
import { differenceOf } from './difference';
import { chooseVersionsToForget } from './thinning';
import { openVersionHistory } from './version-history';

const logged: string[] = [];
const write = (message: string) => void logged.push(message);
const log: Log = { info: write, warning: write, error: write };
const FILE = '/home/mei/net.netloom';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-history-'));
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function network(changes: Partial<NetloomDocument> = {}): NetloomDocument {
  const base = documentSchema.parse({
    format: 'netloom',
    version: 3,
    name: 'One',
    nodes: [
      { id: 'input', type: 'input' },
      { id: 'relu', type: 'relu' },
    ],
    edges: [{ from: 'input', to: 'relu' }],
  });
  return { ...base, ...changes };
}

describe('openVersionHistory', () => {
  it('lists what was saved, the newest first, with what changed, and gives each back', async () => {
    const history = openVersionHistory(folder, log);
    const second = network({ nodes: [...network().nodes, { id: 'flatten', type: 'flatten' }] });
    await history.record(FILE, network());
    await history.record(FILE, second);
    // Another start of the app.
    const versions = await openVersionHistory(folder, log).list(FILE);
    expect(versions.map(({ nodeCount, difference }) => ({ nodeCount, difference }))).toEqual([
      {
        nodeCount: 3,
        difference: { added: 1, removed: 0, changed: 0, rewired: 0, isTrainingChanged: false },
      },
      { nodeCount: 2, difference: null },
    ]);
    const [newest, oldest] = versions;
    expect(await history.read(FILE, newest?.id ?? '')).toEqual({ ok: true, value: { document: second } });
    expect(await history.read(FILE, oldest?.id ?? '')).toEqual({ ok: true, value: { document: network() } });
    expect(logged).toEqual([]);
  });

  it('keeps one version of saves that changed nothing, and the projects apart', async () => {
    const history = openVersionHistory(folder, log);
    for (let index = 0; index < 3; index += 1) await history.record(FILE, network());
    expect(await history.list(FILE)).toHaveLength(1);
    expect(await history.list('/home/mei/other.netloom')).toEqual([]);
  });

  it('keeps at most a hundred versions', async () => {
    const history = openVersionHistory(folder, log);
    for (let index = 0; index < 110; index += 1) await history.record(FILE, network({ name: `N${index}` }));
    const versions = await history.list(FILE);
    expect(versions).toHaveLength(100);
    const newest = await history.read(FILE, versions[0]?.id ?? '');
    expect(newest.ok && newest.value.document.name).toBe('N109');
  });

  it('keeps what came from elsewhere for good, and takes nothing else for that', async () => {
    const history = openVersionHistory(folder, log);
    await history.recordReceived(FILE, network({ name: 'Received' }));
    await history.recordReceived(FILE, network({ name: 'Opened again' }));
    for (let index = 0; index < 105; index += 1) await history.record(FILE, network({ name: `N${index}` }));
    const versions = await history.list(FILE);
    expect(versions).toHaveLength(101);
    const received = versions.filter(({ isReceived }) => isReceived === true);
    expect(received).toHaveLength(1);
    const read = await history.read(FILE, received[0]?.id ?? '');
    expect(read.ok && read.value.document.name).toBe('Received');
    expect((await history.received(FILE))?.name).toBe('Received');
    expect(await history.received('/home/mei/unknown.netloom')).toBeNull();
    // A file that was saved here first.
    await history.record('/home/mei/own.netloom', network());
    await history.recordReceived('/home/mei/own.netloom', network({ name: 'Later' }));
    expect(await history.list('/home/mei/own.netloom')).toHaveLength(1);
  });

  it('reads nothing but its own versions', async () => {
    const history = openVersionHistory(folder, log);
    await history.record(FILE, network());
    for (const id of ['', '..', '../../secret', '/etc/passwd', '1-000000000000-1-1', 'x'.repeat(100)]) {
      expect(await history.read(FILE, id)).toMatchObject({ ok: false, error: { code: 'version-missing' } });
    }
  });

  it('takes a damaged version, or one that unpacks without end, for none', async () => {
    const history = openVersionHistory(folder, log);
    await history.record(FILE, network());
    const [version] = await history.list(FILE);
    const [project = ''] = readdirSync(folder);
    const file = join(folder, project, `${version?.id}.json.gz`);
    for (const content of ['not gzip', gzipSync('not json'), gzipSync(Buffer.alloc(64_000_000, ' '))]) {
      writeFileSync(file, content);
      expect(await history.read(FILE, version?.id ?? '')).toMatchObject({ ok: false });
    }
  });

  it('never makes a save fail', async () => {
    writeFileSync(join(folder, 'file'), '');
    await openVersionHistory(join(folder, 'file'), log).record(FILE, network());
    expect(logged).toEqual(['version not kept']);
  });
});

describe('differenceOf', () => {
  it('counts nodes added, removed and changed, wires moved, and settings; not positions', () => {
    const before = network();
    const after = network({
      nodes: [
        { id: 'input', type: 'input', position: { x: 1, y: 2 } },
        { id: 'relu', type: 'elu' },
        { id: 'new', type: 'flatten' },
      ],
      edges: [{ from: 'relu', to: 'new' }],
      training: { ...before.training, epochs: 99 },
    });
    expect(differenceOf(before, after)).toEqual({
      added: 1,
      removed: 0,
      changed: 1,
      rewired: 1,
      isTrainingChanged: true,
    });
    expect(differenceOf(after, before)).toMatchObject({ added: 0, removed: 1 });
    expect(differenceOf(before, before)).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      rewired: 0,
      isTrainingChanged: false,
    });
  });
});

describe('chooseVersionsToForget', () => {
  const at = (savedAt: number): ProjectVersion => ({
    id: String(savedAt),
    savedAt,
    bytes: 1,
    nodeCount: 1,
    difference: null,
  });

  it('forgets what is close together far back, never the newest nor the first', () => {
    const minutes = 60_000;
    const today = Array.from({ length: 40 }, (_none, index) => at(1e9 - index * minutes));
    const earlier = Array.from({ length: 30 }, (_none, index) => at(1e8 - index * 24 * 60 * minutes));
    const versions = [...today, ...earlier];
    const forgotten = new Set(chooseVersionsToForget(versions, 61));
    expect(forgotten.size).toBe(9);
    for (const version of [...today.slice(0, 30), ...earlier]) expect(forgotten.has(version)).toBe(false);
    expect(chooseVersionsToForget(versions, 100)).toEqual([]);
  });
});
