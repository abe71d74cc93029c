import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findResourceRoot } from '../files/resource-root';
import type { Log } from '../log/log';
import { isAllowedLink } from '../security/links';
import { readPresets } from './preset-catalog';

const logged: string[] = [];
const write = (message: string) => void logged.push(message);
const log: Log = { info: write, warning: write, error: write };

describe('readPresets', () => {
  it('reads every preset that ships, those that stand for a family first and from old to new', async () => {
    const presets = await readPresets(join(findResourceRoot(__dirname), 'presets'), log);
    expect(logged).toEqual([]);
    const first = presets.filter(({ id, document }) => document.about?.family === id);
    expect(presets.slice(0, first.length)).toEqual(first);
    expect(first.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['alexnet', 'densenet', 'googlenet', 'lenet', 'mobilenet', 'nin', 'resnet', 'vgg'],
        ...['autoencoder', 'cnn-1d', 'espcn', 'lstm', 'srcnn', 'unet', 'vae', 'vit', 'xception'],
      ]),
    );
    const years = first.map(({ document }) => document.about?.year ?? 0);
    expect(years).toEqual([...years].sort());
    expect(presets.length).toBeGreaterThan(20);
  });

  it('links only to papers that the browser may open', async () => {
    const presets = await readPresets(join(findResourceRoot(__dirname), 'presets'), log);
    const refused = presets.filter(
      ({ document }) => document.about?.url && !isAllowedLink(document.about.url),
    );
    expect(refused.map(({ id }) => id)).toEqual([]);
  });

  it('leaves a broken file out and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netloom-presets-'));
    writeFileSync(join(folder, 'broken.json'), '{');
    logged.length = 0;
    expect(await readPresets(folder, log)).toEqual([]);
    expect(logged).toEqual(['preset broken.json is no network']);
    rmSync(folder, { recursive: true });
  });
});
