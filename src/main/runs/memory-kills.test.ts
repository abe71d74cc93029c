import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countMemoryKills } from './memory-kills';
import { containerV1, containerV2, systemFiles, writeSystemFiles } from './testing/system-files';

it.each([
  ['version 2', containerV2],
  ['version 1', containerV1],
])('adds up what the machine and the container report, in %s', (_, files) => {
  const root = systemFiles({ ...files, 'proc/vmstat': 'pgfault 12\noom_kill 3\nnuma_hit 5\n' });
  expect(countMemoryKills(root)).toBe(4);
  rmSync(join(root, 'proc/vmstat'));
  expect(countMemoryKills(root)).toBe(1);
  rmSync(join(root, 'sys'), { recursive: true });
  expect(countMemoryKills(root)).toBeNull();
});

it('finds the group of the process, not only the outermost', () => {
  const root = systemFiles({
    'proc/self/cgroup': '0::/batch/job7\n',
    'proc/self/mountinfo': '30 23 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw\n',
    'sys/fs/cgroup/batch/memory.events': 'oom 0\noom_kill 0\n',
    'sys/fs/cgroup/batch/job7/memory.events': 'oom 0\noom_kill 0\n',
  });
  expect(countMemoryKills(root)).toBe(0);
  writeSystemFiles(root, { 'sys/fs/cgroup/batch/job7/memory.events': 'oom 1\noom_kill 1\n' });
  expect(countMemoryKills(root)).toBe(1);
});
