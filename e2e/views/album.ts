import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Netloom } from '../fixture';
import { projectDirectory } from '../launch';
import { type Look, PLAIN, setLook, type Visit } from './look';
import { withFewColours } from './with-few-colours';

const FOLDER = path.join(projectDirectory, 'docs', 'screenshots');

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { theme: 'dark' },
  'zh-hant': { language: 'zh-Hant' },
  'zh-hant-dark': { language: 'zh-Hant', theme: 'dark' },
};

/** Views of which the repository holds a picture in one more look: different enough to show all that a look changes. */
const SAMPLES: Readonly<Record<string, string>> = {
  canvas: 'zh-hant',
  inspector: 'dark',
  gallery: 'zh-hant-dark',
  confusion: 'zh-hant-dark',
  inside: 'dark',
  difference: 'zh-hant',
  block: 'zh-hant-dark',
};

/**
 * Takes each view into `docs/screenshots`: `views/VIEW.png` and the samples in other looks, which the repository holds, or (with
 * `NETLOOM_SCREENSHOTS=all`) in all four looks into `all/`, which it does not.
 */
export function takePictures({ page }: Netloom): Visit {
  const isAll = process.env.NETLOOM_SCREENSHOTS === 'all';
  return async (view) => {
    const sample = SAMPLES[view];
    for (const [name, look] of Object.entries(LOOKS)) {
      if (!isAll && name !== 'light' && name !== sample) continue;
      await setLook(page, look);
      // Images and charts are drawn a moment after what they show is there.
      await page.waitForTimeout(600);
      const folder = path.join(FOLDER, isAll ? 'all' : 'views');
      mkdirSync(folder, { recursive: true });
      const file = isAll || name !== 'light' ? `${view}-${name}.png` : `${view}.png`;
      const picture = await page.screenshot({ animations: 'disabled' });
      writeFileSync(path.join(folder, file), isAll ? picture : withFewColours(picture));
    }
    await setLook(page, PLAIN);
  };
}
