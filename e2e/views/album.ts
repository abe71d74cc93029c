import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Netloom } from '../fixture';
import { projectDirectory } from '../launch';
import { type Look, PLAIN, setLook, type Visit } from './look';
import { reduceColors } from './reduce-colors';

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { theme: 'dark' },
  'zh-hant': { language: 'zh-Hant' },
  'zh-hant-dark': { language: 'zh-Hant', theme: 'dark' },
};

/**
 * Takes each view into `docs/screenshots`: into `views/` those that docs/views.md shows, which the repository holds; or (with
 * `NETLOOM_SCREENSHOTS=all`) every view in all four looks into `all/`, which it does not.
 */
export function takePictures({ page }: Netloom): Visit {
  const isAll = process.env.NETLOOM_SCREENSHOTS === 'all';
  const wanted = readFileSync(path.join(projectDirectory, 'docs', 'views.md'), 'utf8');
  const folder = path.join(projectDirectory, 'docs', 'screenshots', isAll ? 'all' : 'views');
  mkdirSync(folder, { recursive: true });
  return async (view) => {
    for (const [name, look] of Object.entries(LOOKS)) {
      const file = isAll || name !== 'light' ? `${view}-${name}.png` : `${view}.png`;
      if (!isAll && !wanted.includes(`/${file})`)) continue;
      await setLook(page, look);
      // Images and charts are drawn a moment after what they show is there.
      await page.waitForTimeout(600);
      const picture = await page.screenshot({ animations: 'disabled' });
      writeFileSync(path.join(folder, file), isAll ? picture : reduceColors(picture));
    }
    await setLook(page, PLAIN);
  };
}
