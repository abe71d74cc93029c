import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, requests } from '../../contract/contract';
import type { Log } from '../log/log';
import { effectiveLanguage, languageOfLocale } from './language';
import { openSettings } from './settings-store';

let folder: string;
let path: string;
const logged: string[] = [];
const write = (message: string) => void logged.push(message);
const log: Log = { info: write, warning: write, error: write };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-settings-'));
  path = join(folder, 'settings.json');
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openSettings', () => {
  it('starts with the defaults and keeps changes for the next start', async () => {
    const settings = openSettings(path, log);
    expect(settings.get()).toEqual(DEFAULT_SETTINGS);
    await settings.change({ theme: 'dark' });
    await settings.change({ textScale: 1.25 });
    expect(openSettings(path, log).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', textScale: 1.25 });
    expect(logged).toEqual([]);
  });

  it('keeps what a change names without a value', async () => {
    const settings = openSettings(path, log);
    await settings.change({ theme: 'dark' });
    await settings.change(requests['settings:set'].parse({ theme: undefined, textScale: 1.5 }));
    expect(settings.get()).toMatchObject({ theme: 'dark', textScale: 1.5 });
  });

  it('keeps the last of many changes made at once', async () => {
    const settings = openSettings(path, log);
    const sizes = [0.8, 0.9, 1.1, 1.2, 1.3];
    await Promise.all(sizes.map((textScale) => settings.change({ textScale })));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ textScale: 1.3 });
  });

  it.each(['', '{', '[]', 'null', '"dark"'])(
    'falls back to the defaults for a file that holds %j',
    (content) => {
      writeFileSync(path, content);
      expect(openSettings(path, log).get()).toEqual(DEFAULT_SETTINGS);
      expect(logged).not.toEqual([]);
    },
  );

  it('keeps the fields that are still valid', () => {
    writeFileSync(path, JSON.stringify({ theme: 'dark', language: 'tlh', textScale: 99, color: 'mauve' }));
    expect(openSettings(path, log).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('says in the log when the file cannot be written, and continues', async () => {
    const settings = openSettings(join(folder, 'gone', 'settings.json'), log);
    await settings.change({ theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    expect(logged).toContain('settings not written');
  });
});

it('a change request carries only what was changed', () => {
  expect(requests['settings:set'].parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
});

describe('languages', () => {
  it('finds the language nearest to a locale', () => {
    expect(['zh-TW', 'zh-Hant-HK', 'zh', 'zh_CN'.replace('_', '-')].map(languageOfLocale)).toEqual(
      Array(4).fill('zh-Hant'),
    );
    expect(['en-US', 'de', '', 'zhx'].map(languageOfLocale)).toEqual(Array(4).fill('en'));
  });
  it('follows the system unless the user chose', () => {
    expect(effectiveLanguage(DEFAULT_SETTINGS, 'zh-TW')).toBe('zh-Hant');
    expect(effectiveLanguage({ ...DEFAULT_SETTINGS, language: 'en' }, 'zh-TW')).toBe('en');
  });
});
