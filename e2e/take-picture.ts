import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Netloom } from './fixture';
import { projectDirectory } from './launch';
import { reduceColors } from './views/reduce-colors';

const [, width = '1440', height = '900'] =
  /^(\d+)x(\d+)$/.exec(process.env.NETLOOM_SCREENSHOTS_SIZE ?? '') ?? [];

/** Large enough for inspector and training side by side, small enough to be read in a README; or what the environment says. */
export const PICTURE_SIZE = { width: Number(width), height: Number(height) };

/** Takes a picture of the window into `docs/screenshots`. */
export async function takePicture({ page }: Netloom, name: string): Promise<void> {
  const file = path.join(projectDirectory, 'docs', 'screenshots', `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, reduceColors(await page.screenshot({ animations: 'disabled' })));
}
