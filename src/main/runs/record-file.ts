import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../../contract/contract';
import type { Log } from '../log/log';
import { type StoredRun, storedRun } from './stored-run';

/** A run's line of the list, in its folder. */
export const RECORD_FILE = 'record.json';

export function recordText({ summary, isDeleted }: StoredRun): string {
  return `${JSON.stringify({ summary, isDeleted }, null, 2)}\n`;
}

/** Null for a folder without a record that can be read. */
export async function readRecord(folder: string, runId: string, log: Log): Promise<StoredRun | null> {
  try {
    const text = await readFile(join(folder, RECORD_FILE), 'utf8');
    // Written by this program alone, into its own folder.
    const { summary, isDeleted } = JSON.parse(text) as Pick<StoredRun, 'summary' | 'isDeleted'>;
    if (summary.runId !== runId) return null;
    // Earlier versions kept no label, examined no runs, and offered none.
    const { label = null, findings = [], waiting = null }: Partial<RunSummary> = summary;
    return storedRun({ ...summary, label, findings, waiting }, isDeleted);
  } catch (error) {
    log.warning(`${runId} cannot be read`, error);
    return null;
  }
}
