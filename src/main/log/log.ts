import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { visibleText } from '../../graph-runtime/text/visible-text';
import { redactPaths } from './redact';

export type LogLevel = 'info' | 'warning' | 'error';

/** Writes what a developer needs to understand a problem; never a user's paths, networks or data. */
export interface Log {
  info(message: string, detail?: unknown): void;
  warning(message: string, detail?: unknown): void;
  error(message: string, detail?: unknown): void;
}

export interface LogFileOptions {
  readonly folder: string;
  /** Paths inside it are kept (relative), all others are taken out. */
  readonly appRoot: string;
  /** The current file is put aside when it has grown to this many bytes. */
  readonly maximumBytes?: number;
  /** Files kept, the current one included. */
  readonly maximumFiles?: number;
}

/**
 * A log in `folder/netloom.log`, with older parts in `netloom.1.log` (the newest of them), `netloom.2.log`, ... Lines are
 * written synchronously: the last line before a crash is the one that matters. Where the log cannot be written (full disk),
 * the app continues without.
 */
export function openLogFile(options: LogFileOptions): Log {
  const maximumBytes = options.maximumBytes ?? 1_000_000;
  const maximumFiles = options.maximumFiles ?? 4;
  const name = (index: number) => join(options.folder, index === 0 ? 'netloom.log' : `netloom.${index}.log`);

  function rotateIfFull(): void {
    const size = statSync(name(0), { throwIfNoEntry: false })?.size ?? 0;
    if (size < maximumBytes) return;
    rmSync(name(maximumFiles - 1), { force: true });
    for (let index = maximumFiles - 2; index >= 0; index -= 1) {
      if (statSync(name(index), { throwIfNoEntry: false })) renameSync(name(index), name(index + 1));
    }
  }

  function write(level: LogLevel, message: string, detail: unknown): void {
    const text = detail === undefined ? message : `${message} ${inWords(detail)}`;
    const line = `${new Date().toISOString()} ${level} ${visibleLines(redactPaths(text, options.appRoot))}\n`;
    try {
      mkdirSync(options.folder, { recursive: true });
      rotateIfFull();
      appendFileSync(name(0), line, { mode: 0o600 });
    } catch {
      process.stderr.write(line);
    }
  }

  return {
    info: (message, detail) => write('info', message, detail),
    warning: (message, detail) => write('warning', message, detail),
    error: (message, detail) => write('error', message, detail),
  };
}

/** What follows the first line is indented, so that no text can look like its own entry; nothing reaches a terminal raw. */
function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? '' : '  ') + visibleText(line))
    .join('\n');
}

/** An error with its stack and cause, anything else as JSON. */
function inWords(detail: unknown): string {
  if (detail instanceof Error) {
    const cause = detail.cause === undefined ? '' : `\n  caused by ${inWords(detail.cause)}`;
    return `${detail.stack ?? detail.message}${cause}`;
  }
  if (typeof detail === 'string') return detail;
  try {
    return JSON.stringify(detail) ?? String(detail);
  } catch {
    return String(detail);
  }
}
