import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { parseDocument } from '../../graph-runtime/document/parse';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import type { Log } from '../log/log';
import { fileInArguments } from './given-files';
import { NETWORK_FILE_LIMIT } from './network-file';
import { Projects, suggestedName } from './projects';
import { openRecentFiles } from './recent-files';
import { openRecovery } from './recovery';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
const document = parsed({
  format: 'netloom',
  version: 1,
  name: 'One',
  nodes: [{ id: 'input', type: 'input' }],
  edges: [],
});

function parsed(json: unknown): NetloomDocument {
  const result = parseDocument(json);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}

let folder: string;
let chosen: (string | null)[];
let proposals: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-projects-'));
  chosen = [];
  proposals = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setUp(): Projects {
  return new Projects({
    recent: openRecentFiles(join(folder, 'recent.json'), log),
    chooseFileToOpen: async () => chosen.shift() ?? null,
    chooseFileToSave: async (suggestion) => {
      proposals.push(suggestion);
      return chosen.shift() ?? null;
    },
    exists: async (path) => existsSync(path),
    describe: ({ code }) => code,
  });
}

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('opening', () => {
  it('opens what the dialog chose and puts it first among the recent files', async () => {
    const path = write('one.json', serializeDocument(document));
    chosen = [path];
    const projects = setUp();
    expect(await projects.open()).toEqual({ ok: true, value: { document, filePath: path, warnings: [] } });
    expect(setUp().recent()).toEqual([{ filePath: path, name: 'one.json' }]);
  });

  it('answers null when the dialog is cancelled', async () => {
    expect(await setUp().open()).toEqual({ ok: true, value: null });
  });

  it('opens a file with a byte order mark, and tells of fields it does not know', async () => {
    const path = write('bom.json', `\uFEFF${JSON.stringify({ ...document, colour: 'mauve' })}`);
    const reply = await setUp().openGiven(path);
    expect(reply).toMatchObject({ ok: true, value: { warnings: [{ code: 'file-unknown-field' }] } });
  });

  it('says in one failure why a file is not opened', async () => {
    const projects = setUp();
    const codeOf = async (path: string) => {
      const reply = await projects.openGiven(path);
      return reply.ok ? 'opened' : reply.error.code;
    };
    expect(await codeOf(join(folder, 'gone.json'))).toBe('file-missing');
    expect(await codeOf(folder)).toBe('file-unreadable');
    expect(await codeOf('/dev/zero')).toBe('file-unreadable');
    expect(await codeOf(write('no.json', 'not json'))).toBe('file-not-a-network');
    expect(await codeOf(write('big.json', Buffer.alloc(NETWORK_FILE_LIMIT + 1)))).toBe('file-too-large');
  });

  it('opens recent files, and no other path a page names', async () => {
    const path = write('one.json', serializeDocument(document));
    const projects = setUp();
    expect(await projects.openRecent(path)).toMatchObject({ ok: false, error: { code: 'file-not-granted' } });
    await projects.openGiven(path);
    expect(await projects.openRecent(path)).toMatchObject({ ok: true });
    rmSync(path);
    expect(await projects.openRecent(path)).toMatchObject({ ok: false, error: { code: 'file-missing' } });
    expect(projects.recent()).toEqual([]);
  });

  it('hands out the file of the command line once', async () => {
    const projects = setUp();
    projects.setStartupFile(write('one.json', serializeDocument(document)));
    expect(await projects.openStartupFile()).toMatchObject({
      ok: true,
      value: { document: { name: 'One' } },
    });
    expect(await projects.openStartupFile()).toEqual({ ok: true, value: null });
  });
});

describe('saving', () => {
  it('asks where the first time and not again', async () => {
    const path = join(folder, 'new.json');
    chosen = [path];
    const projects = setUp();
    expect(await projects.save(document, null)).toEqual({ ok: true, value: { filePath: path } });
    expect(await projects.save({ ...document, name: 'Two' }, path)).toEqual({
      ok: true,
      value: { filePath: path },
    });
    expect(proposals).toEqual(['One.json']);
    expect(parsed(JSON.parse(readFileSync(path, 'utf8'))).name).toBe('Two');
  });

  it('does not write where a page says, but asks', async () => {
    const path = write('precious.json', 'precious');
    expect(await setUp().save(document, path)).toEqual({ ok: true, value: null });
    expect(proposals).toEqual([path]);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('adds the ending, and asks again if that names a file that is there', async () => {
    write('net.json', 'precious');
    chosen = [join(folder, 'net'), null];
    expect(await setUp().save(document, null)).toEqual({ ok: true, value: null });
    expect(proposals).toEqual(['One.json', join(folder, 'net.json')]);
    chosen = [join(folder, 'other')];
    expect(await setUp().save(document, null)).toEqual({
      ok: true,
      value: { filePath: join(folder, 'other.json') },
    });
  });

  it('fails with a reason, leaves the file as it was, and tells those who wait for the save', async () => {
    const projects = setUp();
    const waiting = projects.nextSave();
    chosen = [join(folder, 'gone', 'x.json')];
    expect(await projects.save(document, null)).toMatchObject({
      ok: false,
      error: { code: 'folder-missing' },
    });
    expect(await waiting).toBe(false);
    const next = projects.nextSave();
    chosen = [join(folder, 'x.json')];
    await projects.save(document, null);
    expect(await next).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('says when the folder is closed to the user', async () => {
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    chosen = [join(folder, 'closed', 'x.json')];
    expect(await setUp().save(document, null)).toMatchObject({
      ok: false,
      error: { code: 'permission-denied' },
    });
  });

  it('suggests names that every system accepts', () => {
    expect(suggestedName('ResNet-18 / my: test?')).toBe('ResNet-18 my test.json');
    expect(suggestedName('...')).toBe('network.json');
    expect(suggestedName('我的網路\u0000\n')).toBe('我的網路.json');
  });
});

describe('recovery', () => {
  const copy = { document, filePath: '/somewhere/one.json', isEdited: true };

  it('keeps the newest copy over a crash, and nothing after an orderly end', async () => {
    const path = join(folder, 'recovery.json');
    const recovery = openRecovery(path, log);
    expect(recovery.load()).toBeNull();
    for (let index = 0; index < 20; index += 1) {
      void recovery.save({ ...copy, document: { ...document, name: `Edit ${index}` } });
    }
    await recovery.save({ ...copy, document: { ...document, name: 'Last' } });
    expect(openRecovery(path, log).load()).toEqual({ ...copy, document: { ...document, name: 'Last' } });
    await recovery.clear();
    expect(openRecovery(path, log).load()).toBeNull();
  });

  it('is no copy after a crash of the app when everything was saved, but is one after a crash of the window', async () => {
    const path = join(folder, 'recovery.json');
    const recovery = openRecovery(path, log);
    await recovery.save({ ...copy, isEdited: false });
    expect(recovery.load()).toEqual({ ...copy, isEdited: false });
    expect(openRecovery(path, log).load()).toBeNull();
  });

  it('may be saved where it was, if its user chose that file once', async () => {
    const path = write('one.json', serializeDocument(document));
    await setUp().openGiven(path);
    const projects = setUp();
    projects.grantRecovered(path);
    projects.grantRecovered(write('other.json', 'precious'));
    expect(await projects.save(document, path)).toEqual({ ok: true, value: { filePath: path } });
    expect(await projects.save(document, join(folder, 'other.json'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe('precious');
  });

  it('answers the copy that is still on its way to the disk', () => {
    const recovery = openRecovery(join(folder, 'recovery.json'), log);
    void recovery.save(copy);
    expect(recovery.load()).toEqual(copy);
  });

  it('can be put aside, so that the next start is empty, without losing it', async () => {
    const path = join(folder, 'recovery.json');
    const recovery = openRecovery(path, log);
    await recovery.save(copy);
    recovery.setAside();
    expect(recovery.load()).toBeNull();
    expect(openRecovery(path, log).load()).toBeNull();
  });

  it.each(['', '{}', '{"document":{}}', 'null'])('takes a broken copy (%j) for none', (content) => {
    expect(openRecovery(write('recovery.json', content), log).load()).toBeNull();
  });
});

describe('fileInArguments', () => {
  it('finds the file among switches', () => {
    expect(fileInArguments(['/usr/bin/electron', '.', '--no-sandbox', 'nets/a.json'], '/home/mei')).toBe(
      '/home/mei/nets/a.json',
    );
    expect(fileInArguments(['/usr/bin/electron', '/opt/netloom', '/tmp/b.json'], '/')).toBe('/tmp/b.json');
    expect(fileInArguments(['/usr/bin/electron', '.', '--user-data-dir=/tmp/x.json'], '/')).toBeNull();
  });
});
