import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { fill } from '../../graph-runtime/text/fill';
import { systemErrorCode } from '../files/file-system';
import { messagesIn } from '../messages/messages';
import { languageOfLocale } from './language';

/**
 * The folder of settings, recovery copies, runs and logs. Where it cannot be written to, the app ends with a sentence: it could keep
 * nothing safe, and Chromium, which holds its lock there, would take it for a second start and end without a word.
 */
export function requireUserData(): string {
  const folder = plannedFolder();
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return app.getPath('userData');
  } catch (error) {
    const reason = systemErrorCode(error) || String(error);
    process.stderr.write(`${fill(messages().noUserData, { folder, reason })}\n`);
    process.exit(1);
  }
}

/** Asked of Electron, a folder that cannot be made is an error without a name. */
function plannedFolder(): string {
  const given = app.commandLine.getSwitchValue('user-data-dir');
  return given === '' ? join(app.getPath('appData'), app.getName()) : resolve(given);
}

/** Settings lie in the folder that cannot be had, and Electron knows its locale only later. */
function messages() {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // Here a locale is `zh_TW.UTF-8`, elsewhere `zh-TW`.
  return messagesIn(languageOfLocale((LC_ALL || LC_MESSAGES || LANG || 'en').replace('_', '-')));
}
