import { fstatSync } from 'node:fs';
import { visibleJson, visibleText } from '../../graph-runtime/text/visible-text';
import { LastingFile } from './lasting-file';

/** A line, or several. A line break inside a line comes from a file and is shown as one: `\n`. */
export type Lines = string | readonly string[];

/** Where a command writes: results to the standard output, everything else to the standard error stream. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** A result. */
  print(lines: Lines): void;
  /** One line of JSON. */
  printJson(value: unknown): void;
  /**
   * One object in two lines: what is known at once, and what is found out after that. The first ends after a value, so that both together
   * are one JSON text.
   */
  printJsonInTwo(first: object, findRest: () => Promise<object>): Promise<void>;
  /** What is wrong, or what the command is doing. */
  note(lines: Lines): void;
  /** Draws a line over the last drawn one; only on a terminal. An empty text takes it away. */
  draw(line: string): void;
}

/** An output that may have something left to write. */
export interface StandardOutput extends Output {
  /** Waits until everything is written. */
  end(): Promise<void>;
}

/**
 * The process's own streams: the one place where a command's words reach a terminal, and where control characters of files are made
 * visible. A reader that goes away (`| head -1`) ends the command quietly; a file whose disk is full is written when there is room.
 */
export function standardOutput(): StandardOutput {
  const [results, notes] = [writerOf(process.stdout), writerOf(process.stderr)];
  let isTerminalGone = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      if (error.code !== 'EIO' || !stream.isTTY) throw error;
      // The terminal was closed. A training stops in order because of the signal that comes with it, and keeps its checkpoint.
      if (!isTerminalGone) process.once('exit', endByHangUp);
      isTerminalGone = true;
    });
  }
  const isTerminal = process.stdout.isTTY === true;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) results.write('\r\u001b[K');
    isDrawn = false;
  };
  return {
    isTerminal,
    get columns() {
      return process.stdout.columns ?? 80;
    },
    print: (lines) => {
      clear();
      results.write(textOf(lines));
    },
    printJson: (value) => {
      results.write(`${visibleJson(value)}\n`);
    },
    printJsonInTwo: async (first, findRest) => {
      results.write(`${visibleJson(first).slice(0, -1)}\n`);
      results.write(`,${visibleJson(await findRest()).slice(1)}\n`);
    },
    note: (lines) => {
      clear();
      notes.write(textOf(lines));
    },
    draw: (line) => {
      if (!isTerminal) return;
      clear();
      results.write(visibleText(line));
      isDrawn = line !== '';
    },
    end: async () => {
      for (const one of [results, notes]) if (one instanceof LastingFile) await one.end();
    },
  };
}

/** What writes to a stream, or to the file that it leads to. */
function writerOf(stream: NodeJS.WriteStream & { readonly fd: number }): LastingFile | NodeJS.WriteStream {
  return fstatSync(stream.fd).isFile() ? LastingFile.of(stream.fd) : stream;
}

/** Node's own way out resets the terminal, and aborts where that is gone: the process ends as those do that know nothing of the signal. */
function endByHangUp(): void {
  process.kill(process.pid, 'SIGHUP');
}

/** What a terminal gets. */
export function textOf(lines: Lines): string {
  const list = typeof lines === 'string' ? [lines] : lines;
  return list.map((line) => `${visibleText(line)}\n`).join('');
}
