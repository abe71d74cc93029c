import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataFolder } from './data-folder';

describe('the folder of the user’s data', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is not the user’s while tests run', () => {
    expect(dataFolder('datasets').startsWith(tmpdir())).toBe(true);
  });

  it('follows XDG_DATA_HOME, unless it is relative', () => {
    vi.stubEnv('XDG_DATA_HOME', '/elsewhere');
    expect(dataFolder('datasets')).toBe(join('/elsewhere', 'netloom', 'datasets'));
    for (const base of ['', 'relative', undefined]) {
      vi.stubEnv('XDG_DATA_HOME', base);
      expect(dataFolder().startsWith(homedir())).toBe(true);
    }
  });
});
