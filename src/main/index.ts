import { join } from 'node:path';
import { app } from 'electron';
import { App } from './app/app';
import { openLogFile } from './log/log';
import { watchForBugs } from './log/watch-for-bugs';
import { fileInArguments } from './projects/given-files';
import { declareAppProtocol } from './security/app-protocol';
import { lockDownPages, silenceBackgroundTraffic } from './security/lock-down';
import { developmentOriginFrom } from './security/own-page';
import { requireUserData } from './settings/user-data';
import { drawInSoftwareWithoutGraphicsHardware } from './windows/window/graphics';

/*
 * Where the app begins. What must happen before Electron is ready comes first, then what the system sends the app, then the
 * app itself (app.ts).
 */

const userData = requireUserData();
const log = openLogFile({ folder: join(userData, 'logs'), appRoot: app.getAppPath() });
const developmentOrigin = developmentOriginFrom(process.env.ELECTRON_RENDERER_URL, app.isPackaged);
// npm changes to the project's folder; what the user typed is relative to where they were.
let givenFile = fileInArguments(process.argv, process.env.INIT_CWD ?? process.cwd());
let netloom: App | null = null;

watchForBugs(log);
// Windows shows notifications only of an app it knows by this name, which the installer gives it as well.
app.setAppUserModelId('org.netloom.app');
declareAppProtocol();
silenceBackgroundTraffic();
drawInSoftwareWithoutGraphicsHardware();
lockDownPages(developmentOrigin, log);
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

// macOS reports a file that was double-clicked, also before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  if (netloom === null) givenFile = path;
  else void netloom.present(path);
});
app.on('second-instance', (_event, _argv, _folder, data) => void netloom?.present(fileOf(data)));
// macOS: a click on the icon in the dock.
app.on('activate', () => void netloom?.present(null));
app.on('child-process-gone', (_event, { type, reason }) => {
  // The run supervisor reports the trainer's end.
  if (type !== 'Utility') log.warning(`${type} process ended: ${reason}`);
});
app.on('window-all-closed', () => app.quit());
app.on('before-quit', (event) => {
  // The windows are asked one after another; the app goes when the last one has gone.
  if (netloom?.mayQuit() === false) event.preventDefault();
});

if (app.requestSingleInstanceLock({ file: givenFile })) {
  void start();
} else {
  // The window that is there comes to the front, with the file.
  app.quit();
}

async function start(): Promise<void> {
  await app.whenReady();
  const { electron, chrome, node } = process.versions;
  const versions = `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
  log.info(`Netloom ${app.getVersion()} on ${versions}, ${process.platform} ${process.arch}`);
  const started = new App({ log, userData, developmentOrigin });
  netloom = started;
  // Signals cannot show a dialog: the trainer ends, unsaved work stays in its recovery copy.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void started.shutDown(1_000).then(() => app.exit(0)));
  }
  await started.open(givenFile);
}

/** The file that a second start of the app was given. */
function fileOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('file' in data)) return null;
  return typeof data.file === 'string' ? data.file : null;
}
