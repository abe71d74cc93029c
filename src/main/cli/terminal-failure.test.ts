import { describe, expect, it } from 'vitest';
import { failure, failureTexts } from '../../contract/failures';
import { textOf } from './output';
import { internalError, terminalFailure } from './terminal-failure';

/** Places of the window: a person at a terminal has none of them. Blocks and other windows are the window's alone. */
const WINDOW =
  /\bHelp,|\bFile,|\b[Mm]enu\b|on the canvas|training settings|\b[Pp]ress\b|\b[Cc]lick\b|Show Log/;
const ONLY_WINDOW = new Set(['file-not-a-block', 'file-not-granted', 'request-invalid']);

describe('terminalFailure', () => {
  it('never points to the window', () => {
    for (const code of Object.keys(failureTexts) as (keyof typeof failureTexts)[]) {
      if (ONLY_WINDOW.has(code)) continue;
      expect(terminalFailure(failure(code)).join('\n')).not.toMatch(WINDOW);
    }
  });

  it('shows the details of an internal error, line by line', () => {
    const lines = internalError(new Error('no such\u001b[31m thing'));
    expect(lines[0]).toContain('Something went wrong inside Netloom');
    expect(lines[1]).toContain('no such');
    expect(lines.length).toBeGreaterThan(2);
    expect(textOf(lines)).not.toContain('\u001b');
    expect(textOf(lines).trimEnd().split('\n')).toHaveLength(lines.length);
    const missing = failure('engine-missing', {}, { detail: 'libtensorflow.so.2: cannot open' });
    expect(terminalFailure(missing).join('\n')).toContain('libtensorflow.so.2: cannot open');
  });

  it('says the words of all others with their values', () => {
    const full = failure('temporary-folder-unusable', { folder: '/tmp', reason: 'ENOSPC' });
    expect(terminalFailure(full)).toEqual([
      'The folder for temporary files, /tmp, cannot be used: the disk is full (ENOSPC). Free some space there, or set the environment variable TMPDIR to another folder.',
    ]);
  });
});

describe('textOf', () => {
  it('lets no value of a file begin a line', () => {
    expect(textOf('a\nerror: forged')).toBe('a\\nerror: forged\n');
    expect(textOf(['a', '', 'b\r'])).toBe('a\n\nb\\r\n');
  });
});
