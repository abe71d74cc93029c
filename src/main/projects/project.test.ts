import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { timeLimit } from '../../testing/time-limit.mjs';
import type { Log } from '../log/log';
import { fileInArguments } from './given-files';
import { NETWORK_FILE_LIMIT, writeNetworkFile } from './network-file';
import { type ForeignChange, Project, readProject, suggestedName } from './project';
import { openRecentFiles } from './recent-files';
import { findLeftCopies, openRecovery } from './recovery';

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

let foreignChanges: ForeignChange[];
let elsewhere: string | null;
let recorded: string[];
beforeEach(() => {
  foreignChanges = [];
  elsewhere = null;
  recorded = [];
  received.splice(0);
});

const openProjects: Project[] = [];
afterEach(() => {
  for (const project of openProjects.splice(0)) project.close();
});

const describeCode = ({ code }: { readonly code: string }) => code;

function recent() {
  return openRecentFiles(join(folder, 'recent.json'), log);
}

const noPackage = async () => failed(failure('package-damaged', { name: '' }));
const received: string[] = [];

function setUp(): Project {
  const project = new Project({
    recent: recent(),
    history: {
      record: async (_path, { name }) => void recorded.push(name),
      recordReceived: async (_path, { name }) => void received.push(name),
      received: async (path) => (path.endsWith('lesson.json') ? { ...document, name: 'Lesson' } : null),
    },
    openPackage: noPackage,
    chooseFileToSave: async (suggestion) => {
      proposals.push(suggestion);
      return chosen.shift() ?? null;
    },
    exists: async (path) => existsSync(path),
    isOpenElsewhere: async (path) => path === elsewhere,
    describe: describeCode,
    onForeignChange: (_path, change) => void foreignChanges.push(change),
  });
  openProjects.push(project);
  return project;
}

/** Reads a file as the app does when it is given one. */
function read(path: string) {
  const history = { recordReceived: async () => undefined };
  return readProject(path, { recent: recent(), history, describe: describeCode, openPackage: noPackage });
}

/** A window that shows the file. */
async function showing(path: string): Promise<Project> {
  const reply = await read(path);
  if (!reply.ok) throw new Error(reply.error.code);
  const project = setUp();
  project.adopt(reply.value);
  return project;
}

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('opening', () => {
  it('reads a file and puts it first among the recent files', async () => {
    const path = write('one.json', serializeDocument(document));
    expect(await read(path)).toMatchObject({
      ok: true,
      value: { opened: { document, filePath: path, warnings: [] } },
    });
    expect(recent().list()).toEqual([{ filePath: path, name: 'one.json' }]);
  });

  it('shows the network of a package without a file, and remembers it as received once it has one', async () => {
    const inside = write('inside.json', serializeDocument(document));
    const opened = { fileName: 'p.netloom', notes: '', runIds: ['run-a-1'], known: 0, problems: [] };
    let isDone = false;
    const reply = await readProject(write('p.netloom', 'PK\u0003\u0004…'), {
      recent: recent(),
      history: { recordReceived: async () => undefined },
      describe: describeCode,
      openPackage: async () =>
        success({
          document: inside,
          opened,
          done: async () => {
            isDone = true;
          },
        }),
    });
    if (!reply.ok) throw new Error(reply.error.code);
    expect(reply.value.opened).toMatchObject({ document, filePath: null, package: opened });
    expect(isDone).toBe(true);
    const project = setUp();
    project.adopt(reply.value);
    expect(project.received).toEqual(document);
    chosen = [join(folder, 'mine.netloom')];
    await project.save({ ...document, name: 'Mine' }, null);
    expect(received).toEqual([document.name]);
    expect(recorded).toEqual(['Mine']);
    expect(project.received).toBeNull();
  });

  it('takes the version as received along to a copy under another name', async () => {
    const project = await showing(write('lesson.json', serializeDocument(document)));
    await project.save(document, project.filePath);
    expect(received).toEqual([]);
    chosen = [join(folder, 'mine.netloom')];
    await project.save(document, null);
    expect(received).toEqual(['Lesson']);
  });

  it('opens a file with a byte order mark, and saves what it does not know', async () => {
    const path = write('bom.json', `\uFEFF${JSON.stringify({ ...document, color: 'mauve' })}`);
    const opened = await read(path);
    expect(opened).toMatchObject({
      ok: true,
      value: { opened: { document: { color: 'mauve' }, warnings: [] } },
    });
    if (!opened.ok) return;
    const copy = join(folder, `${'x'.repeat(250)}.json`);
    expect(await writeNetworkFile(copy, opened.value.opened.document)).toMatchObject({ ok: true });
    expect(readFileSync(copy, 'utf8')).toContain('"color": "mauve"');
  });

  it('opens a file in UTF-16 with a word, and refuses one in Latin-1', async () => {
    const wide = join(folder, 'wide.json');
    writeFileSync(wide, Buffer.from(`\uFEFF${JSON.stringify(document)}`, 'utf16le'));
    expect(await read(wide)).toMatchObject({
      ok: true,
      value: { opened: { document, warnings: [{ code: 'file-encoding' }] } },
    });
    const narrow = join(folder, 'narrow.json');
    writeFileSync(narrow, Buffer.from(JSON.stringify({ ...document, name: 'Réseau' }), 'latin1'));
    expect(await read(narrow)).toMatchObject({ ok: false, error: { code: 'file-not-a-network' } });
  });

  it('says in one failure why a file is not opened', async () => {
    const codeOf = async (path: string) => {
      const reply = await read(path);
      return reply.ok ? 'opened' : reply.error.code;
    };
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    expect(await codeOf(join(folder, 'gone.json'))).toBe('file-missing');
    expect(await codeOf(folder)).toBe('file-not-regular');
    expect(await codeOf('/dev/zero')).toBe('file-not-regular');
    expect(await codeOf(pipe)).toBe('file-not-regular');
    expect(await codeOf(write('no.json', 'not json'))).toBe('file-not-a-network');
    expect(await codeOf(write('big.json', Buffer.alloc(NETWORK_FILE_LIMIT + 1)))).toBe('file-too-large');
  });

  it('takes a file that is gone out of the recent ones', async () => {
    const path = write('one.json', serializeDocument(document));
    await read(path);
    rmSync(path);
    expect(await read(path)).toMatchObject({ ok: false, error: { code: 'file-missing' } });
    expect(recent().list()).toEqual([]);
  });
});

describe('saving', () => {
  it('asks where the first time and not again', async () => {
    const path = join(folder, 'new.json');
    chosen = [path];
    const project = setUp();
    expect(await project.save(document, null)).toEqual({ ok: true, value: { filePath: path } });
    expect(await project.save({ ...document, name: 'Two' }, path)).toEqual({
      ok: true,
      value: { filePath: path },
    });
    expect(proposals).toEqual(['One.netloom']);
    expect(parsed(JSON.parse(readFileSync(path, 'utf8'))).name).toBe('Two');
  });

  it('does not write where a page says, but asks', async () => {
    const path = write('precious.json', 'precious');
    expect(await setUp().save(document, path)).toEqual({ ok: true, value: null });
    expect(proposals).toEqual([path]);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('adds the ending, and asks again if that names a file that is there', async () => {
    write('net.netloom', 'precious');
    chosen = [join(folder, 'net'), null];
    expect(await setUp().save(document, null)).toEqual({ ok: true, value: null });
    expect(proposals).toEqual(['One.netloom', join(folder, 'net.netloom')]);
    chosen = [join(folder, 'other')];
    expect(await setUp().save(document, null)).toEqual({
      ok: true,
      value: { filePath: join(folder, 'other.netloom') },
    });
  });

  it('fails with a reason, leaves the file as it was, and reports it to those who wait for the save', async () => {
    const project = setUp();
    const waiting = project.nextSave();
    chosen = [join(folder, 'gone', 'x.json')];
    expect(await project.save(document, null)).toMatchObject({
      ok: false,
      error: { code: 'folder-missing' },
    });
    expect(await waiting).toBe(false);
    const next = project.nextSave();
    chosen = [join(folder, 'x.json')];
    await project.save(document, null);
    expect(await next).toBe(true);
  });

  it('says when the folder is closed to the user', async () => {
    const closed = process.getuid?.() === 0 ? '/sys/kernel' : join(folder, 'closed');
    if (closed.startsWith(folder)) mkdirSync(closed, { mode: 0o500 });
    chosen = [join(closed, 'x.json')];
    expect(await setUp().save(document, null)).toMatchObject({
      ok: false,
      error: { code: 'permission-denied' },
    });
  });

  it('suggests names that every system accepts', () => {
    expect(suggestedName('ResNet-18 / my: test?')).toBe('ResNet-18 my test.netloom');
    expect(suggestedName('...')).toBe('network.netloom');
    expect(suggestedName('我的網路\u0000\n')).toBe('我的網路.netloom');
  });
});

describe('files that other programs touch', () => {
  const changed = { ...document, name: 'By another program' };

  it('are noticed, once for each change', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    await project.checkDisk();
    expect(foreignChanges).toEqual([]);
    write('one.json', serializeDocument(changed));
    await project.checkDisk();
    await project.checkDisk();
    expect(foreignChanges).toEqual(['changed']);
    rmSync(path);
    await project.checkDisk();
    expect(foreignChanges).toEqual(['changed', 'missing']);
  });

  it('are noticed without anybody asking', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    // As careful programs do: another file takes the place of the old one.
    renameSync(write('other.tmp', serializeDocument(changed)), path);
    await vi.waitFor(() => expect(foreignChanges).toEqual(['changed']), { timeout: timeLimit(60) });
    expect(project.filePath).toBe(path);
  });

  it('are not written over before their user has decided', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    write('one.json', serializeDocument(changed));
    expect(await project.save(document, path)).toMatchObject({ error: { code: 'file-changed-on-disk' } });
    expect(readFileSync(path, 'utf8')).toBe(serializeDocument(changed));
    project.keepMine();
    expect(await project.save(document, path)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe(serializeDocument(document));
  });

  it('are a question again when they change again', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    write('one.json', 'first');
    await project.checkDisk();
    project.keepMine();
    write('one.json', 'second');
    expect(await project.save(document, path)).toMatchObject({ error: { code: 'file-changed-on-disk' } });
  });

  it('can be loaded again, and are no conflict then', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    write('one.json', serializeDocument(changed));
    expect(await project.reload()).toMatchObject({ ok: true, value: { document: changed } });
    expect(await project.save(document, path)).toMatchObject({ ok: true });
  });

  it('come back by saving when they were deleted', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    rmSync(path);
    expect(await project.save(document, path)).toMatchObject({ ok: true });
    expect(existsSync(path)).toBe(true);
  });

  it('are left to the window that shows them', async () => {
    const path = write('one.json', serializeDocument(changed));
    elsewhere = path;
    chosen = [path];
    expect(await setUp().save(document, null)).toMatchObject({ error: { code: 'file-open-elsewhere' } });
    expect(readFileSync(path, 'utf8')).toBe(serializeDocument(changed));
  });

  it('is none of them: our own saves are not noticed', async () => {
    const path = write('one.json', serializeDocument(document));
    const project = await showing(path);
    for (let index = 0; index < 20; index += 1) {
      void project.save({ ...document, name: `Save ${index}` }, path);
      void project.checkDisk();
    }
    await project.checkDisk();
    expect(foreignChanges).toEqual([]);
    expect(recorded).toHaveLength(20);
  });
});

describe('recovery', () => {
  const copy = { document, filePath: '/somewhere/one.json', isEdited: true, fileDigest: null };

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
    // What the window had on its way when it was closed.
    await recovery.save(copy);
    expect(existsSync(path)).toBe(false);
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
    const digest = (await showing(path)).digest;
    const project = setUp();
    project.adoptRecovered(path, digest);
    project.adoptRecovered(write('other.json', 'precious'), null);
    expect(await project.save(document, path)).toEqual({ ok: true, value: { filePath: path } });
    expect(await project.save(document, join(folder, 'other.json'))).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe('precious');
  });

  it('notices after a crash, too, that another program has changed the file', async () => {
    const path = write('one.json', serializeDocument(document));
    const digest = (await showing(path)).digest;
    write('one.json', 'precious');
    const project = setUp();
    project.adoptRecovered(path, digest);
    expect(await project.save(document, path)).toMatchObject({ error: { code: 'file-changed-on-disk' } });
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('finds the windows that a crash of the app left with unsaved work, and takes the rest away', async () => {
    const left = join(folder, 'recovery');
    await openRecovery(join(left, 'a1.json'), log).save(copy);
    await openRecovery(join(left, 'b2.json'), log).save({ ...copy, isEdited: false });
    write(join('recovery', 'c3.json'), 'broken');
    write(join('recovery', '.a1.json.0123.tmp'), 'half');
    expect(findLeftCopies(left, log)).toEqual(['a1']);
    expect(existsSync(join(left, 'b2.json'))).toBe(false);
    expect(readdirSync(left).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    // A broken copy is kept where a developer can find it.
    expect(readdirSync(left).filter((name) => name.startsWith('c3-'))).toHaveLength(1);
    expect(findLeftCopies(join(folder, 'gone'), log)).toEqual([]);
  });

  it('says when the copy cannot be written, and keeps it in memory', async () => {
    const recovery = openRecovery(join(write('file', ''), 'recovery.json'), log);
    expect(await recovery.save(copy)).toMatchObject({ code: 'backup-not-written' });
    expect(recovery.load()).toEqual(copy);
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
    expect(fileInArguments(['/usr/bin/electron', '/opt/netloom', '/tmp/b.netloom'], '/')).toBe(
      '/tmp/b.netloom',
    );
    expect(fileInArguments(['/usr/bin/electron', '.', '--user-data-dir=/tmp/x.json'], '/')).toBeNull();
  });
});
