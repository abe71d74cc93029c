import { protocol } from 'electron';
import { PAGE_HEADERS } from './content-policy';
import { readPageFile } from './page-files';
import { respondWithPage } from './page-response';

/** Must run before the app is ready: makes `app:` a secure, standard scheme, as `https:` is. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the renderer build in `folder` as `app://netloom/`. */
export function serveAppProtocol(folder: string): void {
  // Electron 25 brought `handle` and deprecated the older form, which Electron 22 still needs.
  if (typeof protocol.handle === 'function') {
    protocol.handle('app', ({ url }) => respondWithPage(folder, url));
    return;
  }
  protocol.registerBufferProtocol('app', (request, respond) => {
    readPageFile(folder, request.url).then(
      (file) => {
        if (file === null)
          return respond({ statusCode: 404, data: Buffer.from('Not found'), mimeType: 'text/plain' });
        const headers = { ...PAGE_HEADERS, 'Content-Type': file.mimeType };
        respond({ data: file.body, mimeType: file.mimeType.split(';')[0], charset: 'utf-8', headers });
      },
      () => respond({ statusCode: 500, data: Buffer.from('Cannot be read'), mimeType: 'text/plain' }),
    );
  });
}
