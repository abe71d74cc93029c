import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from './cache-folder';

describe('the cache', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is not the user’s while tests run', () => {
    expect(cacheFolder('speeds.json').startsWith(tmpdir())).toBe(true);
  });

  it('follows XDG_CACHE_HOME, unless it is relative', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/elsewhere');
    expect(cacheFolder('images')).toBe('/elsewhere/netloom/images');
    for (const base of ['', 'relative', undefined]) {
      vi.stubEnv('XDG_CACHE_HOME', base);
      expect(cacheFolder('images')).toBe(join(homedir(), '.cache', 'netloom', 'images'));
    }
  });
});
