import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { lockDownSession } from '../../security/lock-down';

/** Its own session, which nothing is kept of. */
const PARTITION = 'picture';
/** Nothing but what is in the picture itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The document as large as the picture; on paper, the picture as large as the sheet allows. */
function pageOf(svg: string, paper: 'picture' | 'sheet'): string {
  const [, width = '800', height = '600'] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const style =
    paper === 'picture'
      ? `@page { size: ${width}px ${height}px; margin: 0 } svg { display: block }`
      : '@page { margin: 12mm } svg { display: block; width: 100%; height: 96vh }';
  return [
    '<!doctype html><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<style>html, body { margin: 0 } ${style}</style>`,
    svg,
  ].join('\n');
}

/** Loads a picture into a window that nobody sees, where no script runs, and hands it over for as long as `use` takes. */
async function withPage<T>(
  svg: string,
  paper: 'picture' | 'sheet',
  use: (page: BrowserWindow) => Promise<T>,
): Promise<T> {
  // The app writes nowhere else, except where its user asks it to.
  const folder = await mkdtemp(join(app.getPath('userData'), 'picture-'));
  lockDownSession(session.fromPartition(PARTITION), null);
  const page = new BrowserWindow({
    show: false,
    webPreferences: { partition: PARTITION, sandbox: true, javascript: false, spellcheck: false },
  });
  try {
    const file = join(folder, 'picture.html');
    await writeFile(file, pageOf(svg, paper));
    await page.loadFile(file);
    return await use(page);
  } finally {
    page.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The picture as a PDF of one page of its size, with its words as text. */
export function pictureToPdf(svg: string): Promise<Buffer> {
  return withPage(svg, 'picture', ({ webContents }) =>
    webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }),
  );
}

/** Shows the system's print dialog for the picture; ends when it is printed or canceled. */
export function printPicture(svg: string): Promise<void> {
  return withPage(
    svg,
    'sheet',
    ({ webContents }) =>
      new Promise((resolve) => webContents.print({ printBackground: true }, () => resolve())),
  );
}
