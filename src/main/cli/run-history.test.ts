import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPreset } from '../../graph-runtime/testing/presets';
import { RECORD_FILE, recordText } from '../runs/record-file';
import { summaryOf } from '../runs/run-summary';
import { storedRun } from '../runs/stored-run';
import { MARKER_FILE } from '../trainer/run-folder/folder-contents';
import { startOf } from './run-history';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds when a run of the app began', () => {
  const summary = summaryOf({
    ...{
      runId: 'run-a-1',
      document: readPreset('lenet'),
      label: { changes: [], number: 1 },
      datasetHash: '',
    },
    ...{ appVersion: '0.1.0', sweepId: null, now: 1_700_000_000_000 },
  });
  writeFileSync(join(folder, RECORD_FILE), recordText(storedRun(summary)));
  expect(startOf(folder)).toBe(1_700_000_000_000);
});

it('finds when a run of the command line began, and says so where nothing tells', () => {
  expect(startOf(folder)).toBeNull();
  const marker = {
    format: 'netloom-run',
    version: 1,
    network: 'LeNet',
    startedAt: '2026-11-30T12:00:00.000Z',
  };
  writeFileSync(join(folder, MARKER_FILE), JSON.stringify(marker));
  expect(startOf(folder)).toBe(Date.UTC(2026, 10, 30, 12));
});
