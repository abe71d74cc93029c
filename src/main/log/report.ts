import { readFile } from 'node:fs/promises';
import { cpus, freemem, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { systemErrorCode } from '../files/file-system';
import { redactPaths } from './redact';

/** Lines of the log that go into a report: enough for an afternoon, little enough to be read before it is sent. */
const LOG_LINES = 300;

export interface ReportSource {
  readonly version: string;
  readonly isPackaged: boolean;
  /** Of `process.versions`. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly locale: string;
  /** What Chromium says of the graphics hardware. */
  readonly graphics: unknown;
  readonly logFolder: string;
  readonly appRoot: string;
}

/**
 * What a user can send to the developers when something is wrong: versions, devices, the end of the log. It is for developers, so
 * it is in English; it holds no path, no network and no data of the user's, and the user sees all of it before it goes anywhere.
 */
export async function composeReport(source: ReportSource): Promise<string> {
  const { versions } = source;
  const [processor] = cpus();
  const lines = [
    `Netloom ${source.version}${source.isPackaged ? '' : ' (from sources)'}`,
    `Electron ${versions.electron}, Chromium ${versions.chrome}, Node ${versions.node}`,
    `${type()} ${release()}, ${process.platform} ${process.arch}, locale ${source.locale}`,
    `Processor: ${processor?.model.trim() ?? 'unknown'}, ${cpus().length} threads`,
    `Memory: ${formatBytes(totalmem(), 'en')}, ${formatBytes(freemem(), 'en')} free`,
    `Graphics: ${redactPaths(describeGraphics(source.graphics), source.appRoot)}`,
    '',
    `The last lines of the log (at most ${LOG_LINES}):`,
    await endOfLog(source),
  ];
  return `${lines.join('\n')}\n`;
}

function describeGraphics(graphics: unknown): string {
  if (typeof graphics !== 'object' || graphics === null || !('gpuDevice' in graphics)) return 'unknown';
  const devices = Array.isArray(graphics.gpuDevice) ? graphics.gpuDevice : [];
  return devices.length === 0 ? 'none' : JSON.stringify(devices);
}

/** The current file, and the one before it where that has just begun. Redacted again: a line may be older than the redaction. */
async function endOfLog({ logFolder, appRoot }: ReportSource): Promise<string> {
  const texts = await Promise.all(
    ['netloom.1.log', 'netloom.log'].map((name) => readIfThere(join(logFolder, name))),
  );
  const lines = texts.join('').trimEnd().split('\n').slice(-LOG_LINES);
  return redactPaths(lines.join('\n'), appRoot);
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
