import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChoosePicturePath, savePicture as saveAny } from './pictures';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-pictures-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const toPdf = async (svg: string) => Buffer.from(`%PDF- ${svg}`);
const savePicture = (picture: Parameters<typeof saveAny>[0], choose: ChoosePicturePath) =>
  saveAny(picture, choose, toPdf);

describe('pictures', () => {
  it('are written where the dialog says, as text or as bytes', async () => {
    const svg = await savePicture({ name: 'LeNet', format: 'svg', data: '<svg/>' }, async (suggestion) =>
      join(folder, suggestion),
    );
    expect(svg).toEqual({ ok: true, value: { filePath: join(folder, 'LeNet.svg') } });
    expect(await readFile(join(folder, 'LeNet.svg'), 'utf8')).toBe('<svg/>');
    const data = Buffer.from([1, 2, 3]).toString('base64');
    await savePicture({ name: 'a/b', format: 'png', data }, async (suggestion) => join(folder, suggestion));
    expect([...(await readFile(join(folder, 'a b.png')))]).toEqual([1, 2, 3]);
  });

  it('get their ending when the name has none', async () => {
    await savePicture({ name: 'x', format: 'svg', data: '<svg/>' }, async () => join(folder, 'mine'));
    expect(await readdir(folder)).toEqual(['mine.svg']);
  });

  it('are not written when the dialog is canceled, and failures are reported', async () => {
    expect(await savePicture({ name: 'x', format: 'svg', data: '' }, async () => null)).toEqual({
      ok: true,
      value: null,
    });
    const failed = await savePicture({ name: 'x', format: 'svg', data: '' }, async () =>
      join(folder, 'none', 'x.svg'),
    );
    expect(failed).toMatchObject({ ok: false, error: { code: 'folder-missing' } });
  });
});
