import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Netloom } from '../fixture';
import { projectDirectory } from '../launch';
import { type Look, PLAIN, setLook, type Visit } from './look';
import { reduceColors } from './reduce-colors';

const LOOKS = ['light', 'dark', 'zh-hant', 'zh-hant-dark'];

/** The look of a name such as `zh-hant-dark-150-1280x720`: in Chinese, dark, text at 150 %. */
function lookOf(name: string): Look {
  const percent = name.split('-').find((part) => /^\d+$/.test(part));
  return {
    ...(name.includes('zh-hant') && { language: 'zh-Hant' }),
    ...(name.includes('dark') && { theme: 'dark' }),
    ...(percent !== undefined && { textScale: Number(percent) / 100 }),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of such a name; null: the window stays as it is. */
function sizeOf(name: string): Size | null {
  const [, width, height] = /(\d+)x(\d+)$/.exec(name) ?? [];
  return width === undefined || height === undefined
    ? null
    : { width: Number(width), height: Number(height) };
}

/**
 * Takes each view into `docs/screenshots`: into `views/` those that docs/views.md shows, which the repository holds; or (with
 * `NETLOOM_SCREENSHOTS=all`) every view into `all/`, which it does not, in all four looks or in those that `NETLOOM_SCREENSHOTS_LOOKS` names.
 */
export function takePictures({ page, resize }: Netloom): Visit {
  const isAll = process.env.NETLOOM_SCREENSHOTS === 'all';
  const wanted = readFileSync(path.join(projectDirectory, 'docs', 'views.md'), 'utf8');
  const folder = path.join(projectDirectory, 'docs', 'screenshots', isAll ? 'all' : 'views');
  mkdirSync(folder, { recursive: true });
  const looks = (isAll && process.env.NETLOOM_SCREENSHOTS_LOOKS?.split(',')) || LOOKS;
  return async (view) => {
    const before = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
    for (const name of looks) {
      const file = isAll || name !== 'light' ? `${view}-${name}.png` : `${view}.png`;
      if (!isAll && !wanted.includes(`/${file})`)) continue;
      await setLook(page, lookOf(name));
      const { width, height } = sizeOf(name) ?? before;
      await resize(width, height);
      // Images and charts are drawn a moment after what they show is there.
      await page.waitForTimeout(600);
      const picture = await page.screenshot({ animations: 'disabled' });
      writeFileSync(path.join(folder, file), isAll ? picture : reduceColors(picture));
    }
    await setLook(page, PLAIN);
    await resize(before.width, before.height);
  };
}
