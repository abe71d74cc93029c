import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeTiny } from '../../../data/testing/prepared';
import { UsageError } from '../../arguments';
import { type Lines, type Output, textOf } from '../../output';
import { data } from '../data';

describe('data', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'netloom-data-command-'));
    vi.stubEnv('XDG_DATA_HOME', home);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });
  const write = () => writeTiny(join(home, 'netloom', 'datasets'));

  async function run(...args: string[]) {
    const printed: string[] = [];
    const noted: string[] = [];
    const output = {
      print: (lines: Lines) => printed.push(textOf(lines)),
      printJson: (value: unknown) => printed.push(JSON.stringify(value)),
      note: (lines: Lines) => noted.push(textOf(lines)),
    } as unknown as Output;
    const code = await data.run(args, output);
    return { code, printed: printed.join(''), noted: noted.join('') };
  }

  it('lists what comes with the app and what was prepared', async () => {
    const { id } = await write();
    const { code, printed } = await run('list');
    expect(code).toBe(0);
    expect(printed).toMatch(/fashion-mnist +Fashion-MNIST +28 × 28 × 1 +10 classes +60,000 +- +10,000/);
    expect(printed).toMatch(new RegExp(`${id} +Tiny things +2 × 2 × 1 +3 classes +5 +- +3 +64 B`));
    const { datasets } = JSON.parse((await run('list', '--json')).printed);
    expect(datasets.map((dataset: { readonly id: string }) => dataset.id)).toEqual(['fashion-mnist', id]);
  });

  it('says what is damaged, and exits with 1', async () => {
    const { id, folder } = await write();
    rmSync(join(folder, 'train.targets'));
    const { code, noted } = await run('list');
    expect(code).toBe(1);
    expect(noted).toBe(
      `The file “train.targets” of the data set “${id}” is damaged: it is not there. Remove the data set, and import it again.\n`,
    );
  });

  it('removes and brings back', async () => {
    const { id } = await write();
    expect(await run('remove', id)).toMatchObject({ code: 0, printed: expect.stringContaining('--undo') });
    expect((await run('list')).printed).not.toContain(id);
    expect(await run('remove', id, '--undo')).toMatchObject({ code: 0, printed: `${id} is back.\n` });
    expect((await run('list')).printed).toContain(id);
    expect(await run('remove', 'fashion-mnist')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('comes with Netloom and cannot be removed'),
    });
  });

  it('says what it takes', async () => {
    await expect(run()).rejects.toThrow(UsageError);
    await expect(run('remove')).rejects.toThrow('data remove needs the id of one data set');
    await expect(run('destroy')).rejects.toThrow(
      'data has no destroy, only inspect, import, list, correct, remove.',
    );
  });
});
