import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SpeedRecord } from '../../graph-runtime/estimate/speed-record';
import { NO_WORK } from '../../graph-runtime/estimate/work';
import { MeasuredSpeeds } from './measured-speeds';

const record: SpeedRecord = {
  ...{ key: 'lenet', source: 'run', seconds: 0.01, work: NO_WORK, at: 0 },
  ...{ device: { kind: 'cpu', name: 'CPU' }, engine: 'TensorFlow', precision: 'float32' },
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-speeds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const messages: string[] = [];
const say = (message: string) => messages.push(message);
const open = (onChange?: () => void) =>
  new MeasuredSpeeds({
    file: join(folder, 'speeds.json'),
    log: { warning: say, error: say },
    ...(onChange === undefined ? {} : { onChange }),
  });

it('keeps what was measured over starts of the app, and reports it', async () => {
  let changes = 0;
  const speeds = open(() => {
    changes += 1;
  });
  speeds.add(record);
  speeds.add({ ...record, seconds: 0.02 });
  expect(changes).toBe(2);
  await speeds.flush();
  expect(open().machine().records).toEqual(speeds.machine().records);
  expect(speeds.machine().processor.cores).toBeGreaterThan(0);
});

it('begins with nothing where the file is of another version, and replaces it', async () => {
  const file = join(folder, 'speeds.json');
  writeFileSync(file, '[{"key": 1}]');
  const speeds = open();
  expect(speeds.machine().records).toEqual([]);
  expect(messages).toContain('measured speeds not readable');
  speeds.add(record);
  await speeds.flush();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([record]);
});
