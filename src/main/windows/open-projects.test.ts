import { describe, expect, it } from 'vitest';
import type { OpenedDocument, Reply } from '../../contract/contract';
import { failure } from '../../contract/failures';
import { documentSchema } from '../../graph-runtime/document/document';
import type { ReadProject } from '../projects/project';
import { type OpenProject, OpenProjects, type ProjectStart } from './open-projects';
import { RunOwners } from './run-owners';

const document = documentSchema.parse({ format: 'netloom', version: 2, name: 'N', nodes: [], edges: [] });

/** A window that notes what happens to it. */
class FakeProject implements OpenProject {
  readonly happened: string[] = [];
  filePath: string | null = null;
  isVacant = true;
  mayClose = true;
  constructor(readonly id: string) {}
  adopt({ opened }: ReadProject): void {
    this.filePath = opened.filePath;
    this.isVacant = false;
  }
  present(): void {
    this.happened.push('present');
  }
  give(reply: Reply<OpenedDocument>): void {
    this.happened.push(reply.ok ? `given ${reply.value.filePath}` : reply.error.code);
  }
  async askToClose(): Promise<boolean> {
    this.happened.push('ask');
    return this.mayClose;
  }
  async leave(): Promise<void> {
    this.happened.push('leave');
  }
}

function setUp(links: Readonly<Record<string, string>> = {}) {
  const starts: ProjectStart[] = [];
  const projects = new OpenProjects<FakeProject>({
    create: (start) => {
      starts.push(start);
      const project = new FakeProject(String(starts.length));
      if (start.kind === 'file') project.adopt(start.read);
      return project;
    },
    read: async (path) =>
      path.includes('broken')
        ? { ok: false, error: failure('file-unreadable') }
        : { ok: true, value: { opened: { document, filePath: path }, digest: '' } },
    identify: async (path) => links[path] ?? path,
  });
  return { projects, starts };
}

describe('OpenProjects', () => {
  it('shows a file in a vacant window, and the next one in its own window', async () => {
    const { projects, starts } = setUp();
    const first = projects.open({ kind: 'first' });
    expect(await projects.openFile('/a', first)).toMatchObject({ ok: true, value: { filePath: '/a' } });
    expect(await projects.openFile('/b', first)).toEqual({ ok: true, value: null });
    expect(starts.map(({ kind }) => kind)).toEqual(['first', 'file']);
    expect(projects.all.map(({ filePath }) => filePath)).toEqual(['/a', '/b']);
  });

  it('brings the window of an open file to the front, also by another path to it, also when asked twice at once', async () => {
    const { projects } = setUp({ '/link': '/a' });
    const first = projects.open({ kind: 'first' });
    await Promise.all(['/a', '/link', '/a'].map((path) => projects.openFile(path, first)));
    expect(projects.all).toHaveLength(1);
    expect(first.happened).toEqual(['present', 'present']);
  });

  it('gives a file from outside to a vacant window, and says there why it cannot be opened', async () => {
    const { projects } = setUp();
    const first = projects.open({ kind: 'first' });
    await projects.openGiven('/broken');
    await projects.openGiven('/a');
    await projects.openGiven('/b');
    expect(first.happened).toEqual(['file-unreadable', 'present', 'given /a', 'present']);
    expect(projects.all.map(({ filePath }) => filePath)).toEqual(['/a', '/b']);
  });

  it('opens a window for a file given before there is any, even when it cannot be read', async () => {
    const { projects, starts } = setUp();
    await projects.openGiven('/broken');
    expect(starts).toEqual([{ kind: 'first', reply: { ok: false, error: failure('file-unreadable') } }]);
  });

  it('closes nothing when one window stays', async () => {
    const { projects } = setUp();
    const [a, b] = [projects.open({ kind: 'first' }), projects.open({ kind: 'first' })];
    b.mayClose = false;
    expect(await projects.quit()).toBe(false);
    expect([...a.happened, ...b.happened]).toEqual(['ask', 'ask']);
    b.mayClose = true;
    expect(await projects.quit()).toBe(true);
    expect(a.happened.slice(-1)).toEqual(['leave']);
  });

  it('knows which window is in front', () => {
    const { projects } = setUp();
    expect(projects.front).toBeNull();
    const [a, b] = [projects.open({ kind: 'first' }), projects.open({ kind: 'first' })];
    expect(projects.front).toBe(b);
    projects.setFront(a);
    expect(projects.front).toBe(a);
    projects.remove(a);
    expect(projects.front).toBe(b);
  });
});

describe('RunOwners', () => {
  it('gives a run to the window that started it, from its first event on', () => {
    const owners = new RunOwners();
    const reply = owners.start('a', () => {
      // What the supervisor reports before it has returned.
      expect(owners.concerns('a', 'run-1')).toBe(true);
      expect(owners.concerns('b', 'run-1')).toBe(false);
      return { ok: true, value: { runId: 'run-1' } };
    });
    expect(reply.ok).toBe(true);
    const active = { runId: 'run-1', documentName: 'LeNet' };
    expect(owners.elsewhere('a', active)).toBeNull();
    expect(owners.elsewhere('b', active)).toEqual({ documentName: 'LeNet' });
    expect(owners.elsewhere('b', null)).toBeNull();
  });

  it('gives a run that no window started to all of them', () => {
    const owners = new RunOwners();
    owners.start('a', () => ({ ok: false, error: failure('run-in-progress') }));
    expect(owners.concerns('b', 'sweep-1')).toBe(true);
    expect(owners.ownerOf('sweep-1')).toBeNull();
  });
});
