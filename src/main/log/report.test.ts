import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log';
import { composeReport } from './report';
import { saveReport } from './save-report';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const compose = () =>
  composeReport({
    version: '1.2.3',
    isPackaged: true,
    versions: { electron: '41.0.0', chrome: '140.0', node: '24.0.0' },
    locale: 'zh-TW',
    graphics: { gpuDevice: [{ vendorId: 4318, active: true }] },
    logFolder: folder,
    appRoot: '/opt/netloom',
  });

describe('composeReport', () => {
  it('contains versions, devices and the end of the log, and no private path', async () => {
    const log = openLogFile({ folder, appRoot: '/opt/netloom' });
    for (let line = 0; line < 400; line += 1) log.info(`line ${line}`);
    // As an older version, with a weaker redaction, may have left it.
    writeFileSync(join(folder, 'netloom.log'), "ENOENT: open '/home/mei/Secret Nets/a.json'\n", {
      flag: 'a',
    });
    const report = await compose();
    expect(report).toMatch(/^Netloom 1\.2\.3\nElectron 41\.0\.0, Chromium 140\.0, Node 24\.0\.0\n/);
    expect(report).toContain('locale zh-TW');
    expect(report).toContain('4318');
    expect(report).toContain('line 399');
    expect(report).not.toContain('line 90\n');
    expect(report).not.toMatch(/mei|Secret/);
  });

  it('goes back to the log before when the current one has just begun', async () => {
    const log = openLogFile({ folder, appRoot: '/opt/netloom', maximumBytes: 400 });
    for (let line = 0; line < 12; line += 1) log.info(`line ${line}`);
    expect(await compose()).toContain('line 4');
  });

  it('is put together without a log, too', async () => {
    expect(await compose()).toContain('The last lines of the log');
  });
});

describe('saveReport', () => {
  it('writes where its user says, and nowhere else', async () => {
    const path = join(folder, 'report.txt');
    expect(await saveReport('text', async () => path)).toEqual({ ok: true, value: { filePath: path } });
    expect(await saveReport('text', async () => null)).toEqual({ ok: true, value: null });
    expect(await saveReport('text', async () => join(folder, 'gone', 'r.txt'))).toMatchObject({
      ok: false,
      error: { code: 'folder-missing' },
    });
  });
});
