import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log';
import { redactPaths } from './redact';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('redactPaths', () => {
  it('keeps what is inside the app and nothing of the user', () => {
    const text = redactPaths(
      [
        "ENOENT: no such file or directory, open '/home/mei/My Secret Nets/a b.json'",
        'at save (/opt/netloom/out/main/index.js:12:5)',
        'read C:\\Users\\Mei\\net.json and /home/mei/net.json:3',
        'page file:///home/mei/x.html gone',
      ].join('\n'),
      '/opt/netloom',
    );
    expect(text).not.toMatch(/mei|Secret|a b\.json|net\.json/i);
    expect(text).toContain('<app>/out/main/index.js:12:5');
  });

  it('leaves ordinary words with slashes alone', () => {
    const text = 'stage3/residual2/conv1: 12 examples/s, 1/2 done, app://netloom/index.html';
    expect(redactPaths(text, '/opt/netloom')).toBe(text);
  });
});

describe('openLogFile', () => {
  it('writes level, time, message and an error with its cause', () => {
    const log = openLogFile({ folder, appRoot: '/opt/netloom' });
    log.error('saving failed', new Error('outer', { cause: new Error('inner') }));
    const text = readFileSync(join(folder, 'netloom.log'), 'utf8');
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z error saving failed Error: outer/);
    expect(text).toContain('caused by Error: inner');
  });

  it('keeps a bounded number of bounded files, the newest lines in the first', () => {
    const log = openLogFile({ folder, appRoot: '/opt/netloom', maximumBytes: 500, maximumFiles: 3 });
    for (let line = 0; line < 100; line += 1) log.info(`line ${line}`);
    expect(readdirSync(folder).sort()).toEqual(['netloom.1.log', 'netloom.2.log', 'netloom.log']);
    const newest =
      readFileSync(join(folder, 'netloom.log'), 'utf8') ||
      readFileSync(join(folder, 'netloom.1.log'), 'utf8');
    expect(newest).toContain('line 99');
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file)).length).toBeLessThan(600);
    }
  });
});
