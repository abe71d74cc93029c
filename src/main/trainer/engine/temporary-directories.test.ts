import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeAbandoned } from './temporary-directories';

describe('removeAbandoned', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netloom-abandoned-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const make = (name: string, secondsOld: number) => {
    const path = join(folder, name);
    mkdirSync(path);
    const time = Date.now() / 1_000 - secondsOld;
    utimesSync(path, time, time);
  };

  it('removes folders of processes that are gone, and nothing else', async () => {
    const gone = spawnSync('true').pid;
    make(`netloom-session-${gone}-old`, 3_600);
    make(`netloom-session-${gone}-new`, 1);
    make(`netloom-session-${process.pid}-own`, 3_600);
    make(`netloom-${gone}-other`, 3_600);
    await removeAbandoned(folder);
    expect(new Set(readdirSync(folder))).toEqual(
      new Set([`netloom-${gone}-other`, `netloom-session-${gone}-new`, `netloom-session-${process.pid}-own`]),
    );
  });

  it('does nothing where there is no such folder', async () => {
    await expect(removeAbandoned(join(folder, 'missing'))).resolves.toBeUndefined();
  });
});
