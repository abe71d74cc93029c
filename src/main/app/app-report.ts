import { join } from 'node:path';
import { app } from 'electron';
import { composeReport } from '../log/report';

/** The report on this very app, see `log/report.ts`. */
export async function appReport(userData: string): Promise<string> {
  return composeReport({
    version: app.getVersion(),
    isPackaged: app.isPackaged,
    versions: process.versions,
    locale: app.getLocale(),
    graphics: await app.getGPUInfo('basic').catch(() => null),
    logFolder: join(userData, 'logs'),
    appRoot: app.getAppPath(),
  });
}
