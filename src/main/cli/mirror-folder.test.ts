import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVENTS_FILE, Mirror } from '../remote/mirror';
import { MARKER_FILE } from '../trainer/run-folder/folder-contents';
import { parseCommandLine } from './arguments';
import { removeEarlier, requireMirrorFolder } from './mirror-folder';
import { resumeAdvice } from './resume-advice';

/* A run that was killed on another machine before its first checkpoint: the command that is advised is not refused. */

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'netloom-mirror-')), 'run');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

/** What the command leaves here of a run there. */
async function leave(
  end: { readonly exitCode: number | null } | null,
  files: readonly string[],
): Promise<void> {
  const target = { kind: 'ssh', name: 'lab', host: 'lab', folder: 'netloom' } as const;
  await Mirror.open(folder, {
    ...{ format: 'netloom-elsewhere', version: 1, trainer: 'v1', run: 'network-1a2b3c4d' },
    ...{ target, eventsBefore: 0, isStopRequested: false, end, fetched: {} },
  });
  await writeFile(join(folder, EVENTS_FILE), '{"type":"epoch"}\n');
  const marker = { format: 'netloom-run', version: 1, network: 'N', startedAt: '2026-12-03' };
  if (files.length > 0) await mkdir(join(folder, 'checkpoints'));
  for (const name of files)
    await writeFile(join(folder, name), name === MARKER_FILE ? JSON.stringify(marker) : 'something');
}

/** Whether the command that is advised after the end gets its folder. */
async function isAdviceTaken(): Promise<boolean> {
  const args = ['network.json', '--on', 'lab', '--out', folder];
  const [advice = ''] = await resumeAdvice(folder, args);
  const options = { overwrite: { kind: 'flag', help: '' } } as const;
  const given = advice.split('Start again').at(-1)?.split(' ') ?? [];
  const { options: read } = parseCommandLine(
    given.filter((word) => word === '--overwrite'),
    options,
  );
  const reply = await requireMirrorFolder({ folder, resume: undefined, overwrite: read.overwrite });
  return reply.ok;
}

it.each([
  ['before anything came of it', []],
  ['with its network', [MARKER_FILE, 'document.json']],
  ['with its best weights only', [MARKER_FILE, 'document.json', 'checkpoints/best-000001.safetensors']],
])('starts again by the command that is advised: killed %s', async (_when, files) => {
  await leave({ exitCode: null }, files);
  expect(await isAdviceTaken()).toBe(true);
  await removeEarlier(folder);
  expect((await readdir(folder)).filter((name) => name !== 'checkpoints')).toEqual([]);
});

it('does not take the folder of a run that is in progress there, or of anybody else', async () => {
  const taken = () => requireMirrorFolder({ folder, resume: undefined, overwrite: false });
  expect(await taken()).toMatchObject({ ok: true });
  await leave(null, [MARKER_FILE]);
  expect(await taken()).toMatchObject({ error: { code: 'run-folder-in-use' } });
  await writeFile(join(folder, 'thesis.txt'), 'mine');
  await rm(join(folder, MARKER_FILE));
  expect(await taken()).toMatchObject({ error: { code: 'folder-not-a-run' } });
});
