import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { describeLaunch } from './launch';

/* A home in which nothing can be written: the app ends, and one sentence says why and what to do. */

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom home (網路) '));
});

test.afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

function start(userData: string | null, environment: NodeJS.ProcessEnv = {}) {
  const { executablePath, args, env } = describeLaunch(userData ?? '');
  const given = userData === null ? args.filter((argument) => !argument.startsWith('--user-data-dir')) : args;
  return spawnSync(executablePath, [...given, '--log-level=3'], {
    env: { ...env, LC_ALL: 'C.UTF-8', ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
}

test('a file where the folder belongs', () => {
  const file = path.join(folder, 'taken');
  writeFileSync(file, 'of somebody else');
  const { status, stderr } = start(file);
  expect(stderr).toContain(`Netloom cannot write to its folder ${file} (EEXIST)`);
  expect(stderr).toContain('--user-data-dir=FOLDER');
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(1);
});

test('a home that cannot be written to, in Chinese', () => {
  // Below a file not even root can make a folder.
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const { status, stderr } = start(null, {
    XDG_CONFIG_HOME: path.join(file, 'config'),
    LC_ALL: 'zh_TW.UTF-8',
  });
  expect(stderr).toContain('Netloom 無法寫入');
  expect(stderr).toContain(`${path.join(file, 'config', 'netloom')}（ENOTDIR）`);
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(1);
});

test('a folder without the right to write', () => {
  test.skip(process.getuid?.() === 0, 'root may write everywhere');
  chmodSync(folder, 0o500);
  const { status, stderr } = start(folder);
  expect(stderr).toContain(`Netloom cannot write to its folder ${folder} (EACCES)`);
  expect(status).toBe(1);
});
