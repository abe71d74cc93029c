import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../contract/contract';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import { Sequencer } from '../files/sequencer';
import type { Log } from '../log/log';

const settingsFileSchema = z.object(settingsSchema.shape).partial();

/** The user's settings, kept in one JSON file. */
export interface SettingsStore {
  get(): Settings;
  /** Takes effect at once; the returned promise settles when the file is written (or was not: that is logged). */
  change(changes: Partial<Settings>): Promise<void>;
}

/**
 * Reads the settings of `path`, and reports every change. A file that is missing, broken or from another version costs the settings it no longer holds,
 * not the start of the app.
 */
export function openSettings(
  path: string,
  log: Log,
  onChange: (settings: Settings) => void = () => undefined,
): SettingsStore {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...readSettings(path, log) };
  const writes = new Sequencer();
  return {
    get: () => settings,
    change: (changes) => {
      // A field that is there without a value changes nothing.
      settings = { ...settings, ...withoutUndefined(changes) };
      onChange(settings);
      const content = `${JSON.stringify(settings, null, 2)}\n`;
      // One after the other, so that the last change is the last write.
      const written = writes.queue(() => writeFileAtomically(path, content));
      return written.catch((error: unknown) => log.error('settings not written', error));
    },
  };
}

function readSettings(path: string, log: Log): Partial<Settings> {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const whole = settingsFileSchema.safeParse(json);
    if (whole.success) return withoutUndefined(whole.data);
    log.warning('settings file has values of another version; they fall back to the defaults');
    return knownFields(json);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.warning('settings file not readable', error);
    return {};
  }
}

/** Field by field what is still valid. */
function knownFields(json: unknown): Partial<Settings> {
  const fields = z.record(z.string(), z.unknown()).safeParse(json);
  if (!fields.success) return {};
  let known: Partial<Settings> = {};
  for (const [name, value] of Object.entries(fields.data)) {
    const one = settingsFileSchema.safeParse({ [name]: value });
    if (one.success) known = { ...known, ...withoutUndefined(one.data) };
  }
  return known;
}

function withoutUndefined(settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
