import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Netloom } from './fixture';
import { projectDirectory } from './launch';

/** Large enough for inspector and training side by side, small enough to be read in a README. */
export const PICTURE_SIZE = { width: 1440, height: 900 };

/** Takes a picture of the window into `docs/screenshots`. */
export async function takePicture({ page }: Netloom, name: string): Promise<void> {
  const file = path.join(projectDirectory, 'docs', 'screenshots', `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
}
