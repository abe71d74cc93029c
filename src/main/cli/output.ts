/** Where a command writes: results to the standard output, everything else to the standard error stream. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** A result. */
  print(text: string): void;
  /** One line of JSON. */
  printJson(value: unknown): void;
  /** What is wrong, or what the command is doing. */
  note(text: string): void;
  /** Draws a line over the last drawn one; only on a terminal. An empty text takes it away. */
  draw(text: string): void;
}

/** The process's own streams. A reader that goes away (`| head -1`) ends the command quietly. */
export function standardOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const isTerminal = process.stdout.isTTY === true;
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) process.stdout.write('\r\u001b[K');
    isDrawn = false;
  };
  return {
    isTerminal,
    get columns() {
      return process.stdout.columns ?? 80;
    },
    print: (text) => {
      clear();
      process.stdout.write(`${text}\n`);
    },
    printJson: (value) => {
      process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    note: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    draw: (text) => {
      if (!isTerminal) return;
      clear();
      process.stdout.write(text);
      isDrawn = text !== '';
    },
  };
}
