import { app, type Session, shell } from 'electron';
import type { Log } from '../log/log';
import type { CameraGate } from './camera-gate';
import { isAllowedLink } from './links';
import { type DevelopmentOrigin, isOwnPage } from './own-page';

/** Must run before the app is ready: background traffic of Chromium's own that a desktop app has no use for. */
export function silenceBackgroundTraffic(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch(
    'disable-features',
    'MediaRouter,OptimizationHints,AutofillServerCommunication',
  );
}

/**
 * For every page there will ever be: no navigation away, no new windows (allowed links go to the system's browser), no
 * embedded pages.
 */
export function lockDownPages(developmentOrigin: DevelopmentOrigin, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (isOwnPage(url, developmentOrigin)) return;
      event.preventDefault();
      log.warning('navigation refused');
    });
    contents.on('will-redirect', (event, url) => {
      if (!isOwnPage(url, developmentOrigin)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isAllowedLink(url)) {
        shell.openExternal(url).catch((error: unknown) => log.warning('no browser opened the link', error));
      } else {
        log.warning('link refused: not on the list of linked sites');
      }
      return { action: 'deny' };
    });
  });
}

/**
 * For a session: no permissions, no devices, no downloads, no network.
 *
 * @param camera lets pages use the camera when their user has asked for it; null: never
 */
export function lockDownSession(
  session: Session,
  developmentOrigin: DevelopmentOrigin,
  camera: CameraGate | null = null,
): void {
  // A window without a spell checker is not enough: the session would still fetch its dictionaries from Google.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    decide(permission === 'media' && camera !== null && camera.grants(contents.id, mediaTypes));
  });
  session.setPermissionCheckHandler(
    (contents, permission, _origin, { mediaType }) =>
      permission === 'media' &&
      mediaType === 'video' &&
      contents !== null &&
      camera?.isOpen(contents.id) === true,
  );
  if (camera !== null) closeWithPages(camera);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  const network = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] };
  session.webRequest.onBeforeRequest(network, ({ url }, decide) => {
    const isDevelopment =
      developmentOrigin !== null && isOwnPage(url.replace(/^ws/, 'http'), developmentOrigin);
    decide({ cancel: !isDevelopment });
  });
}

/** A page that is loaded again, or gone, has not asked its user. */
function closeWithPages(camera: CameraGate): void {
  app.on('web-contents-created', (_event, contents) => {
    const { id } = contents;
    contents.on('did-navigate', () => camera.close(id));
    contents.on('destroyed', () => camera.close(id));
  });
}
