import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDatasets } from './dataset-catalog';
import { removeDataset, restoreDataset } from './remove-dataset';
import { writeTiny } from './testing/prepared';

const DAY = 24 * 60 * 60 * 1000;

describe('removing a data set', () => {
  let user: string;
  beforeEach(() => {
    user = mkdtempSync(join(tmpdir(), 'netloom-removed-'));
  });
  afterEach(() => rmSync(user, { recursive: true, force: true }));
  const roots = () => ({ shipped: join(process.cwd(), 'resources', 'datasets'), user });
  const isListed = async (wanted: string) =>
    (await listDatasets(roots())).datasets.some(({ id }) => id === wanted);

  it('takes it out of the catalog, from where it comes back as it was', async () => {
    const { id } = await writeTiny(user);
    expect(await removeDataset(roots(), id)).toEqual({ ok: true, value: { name: 'Tiny things' } });
    expect(await isListed(id)).toBe(false);
    expect(await restoreDataset(roots(), id)).toMatchObject({ ok: true });
    expect(await isListed(id)).toBe(true);
    expect(await restoreDataset(roots(), id)).toMatchObject({
      ok: false,
      error: { code: 'dataset-unknown' },
    });
  });

  it('deletes it for good a week later', async () => {
    const { id } = await writeTiny(user);
    await removeDataset(roots(), id, 0);
    await writeTiny(user, { now: 6 * DAY });
    expect(readdirSync(join(user, '.removed'))).toEqual([`${id}~0`]);
    await removeDataset(roots(), id, 8 * DAY);
    expect(readdirSync(join(user, '.removed'))).toEqual([`${id}~${8 * DAY}`]);
  });

  it('removes what is damaged, too', async () => {
    const { id, folder } = await writeTiny(user);
    rmSync(join(folder, 'dataset.json'));
    expect(await removeDataset(roots(), id)).toEqual({ ok: true, value: { name: id } });
    expect((await listDatasets(roots())).damaged).toEqual([]);
  });

  it.each([
    ['fashion-mnist', 'dataset-not-removable'],
    ['absent', 'dataset-unknown'],
    ['../resources', 'dataset-unknown'],
    ['.removed', 'dataset-unknown'],
  ])('refuses %s', async (id, code) => {
    expect(await removeDataset(roots(), id)).toMatchObject({ ok: false, error: { code } });
    expect(await isListed('fashion-mnist')).toBe(true);
  });
});
