import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { APP_ORIGIN } from './content-policy';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly body: Buffer;
  readonly mimeType: string;
}

/**
 * The file of the renderer build that `url` (`app://netloom/...`) stands for, or null: another host, a file that does not exist,
 * a kind of file a page does not need, or a path that leads out of `folder` (by `..` or by a link).
 */
export async function readPageFile(folder: string, url: string): Promise<PageFile | null> {
  const path = pathInUrl(url);
  if (path === null) return null;
  const mimeType = mimeTypes[extname(path)];
  if (mimeType === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return null;
    return { body: await readFile(file), mimeType };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function pathInUrl(url: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (`${protocol}//${host}` !== APP_ORIGIN) return null;
    const path = decodeURIComponent(pathname);
    if (path.includes('\0') || path.includes('\\')) return null;
    return path === '/' ? '/index.html' : path;
  } catch {
    return null; // Not a URL, or not decodable: there is no such page.
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
