import { PAGE_HEADERS } from './content-policy';
import { readPageFile } from './page-files';

/** The answer to a page's request, in the form that Electron takes from version 25 on. */
export async function respondWithPage(folder: string, url: string): Promise<Response> {
  const file = await readPageFile(folder, url);
  if (file === null) return new Response('Not found', { status: 404, headers: PAGE_HEADERS });
  const headers = { ...PAGE_HEADERS, 'Content-Type': file.mimeType };
  return new Response(new Uint8Array(file.body), { headers });
}
