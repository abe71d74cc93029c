import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with files as Linux has them under `/proc` and `/sys/fs/cgroup`, by their paths; it is there until the test ends. */
export function systemFiles(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'netloom-system-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeSystemFiles(root, files);
  return root;
}

export function writeSystemFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const MEMINFO = 'MemTotal:       24000000 kB\nMemFree:        20000000 kB\nMemAvailable:   22000000 kB\n';

/** A container under version 2 that sees its own part of the tree alone, as Docker and Podman make it. */
export const containerV2 = {
  'proc/meminfo': MEMINFO,
  'proc/self/cgroup': '0::/\n',
  'proc/self/mountinfo':
    '700 690 0:29 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate\n',
  'sys/fs/cgroup/memory.max': '400000000\n',
  'sys/fs/cgroup/memory.high': 'max\n',
  'sys/fs/cgroup/memory.current': '150000000\n',
  'sys/fs/cgroup/memory.stat': 'anon 90000000\nfile 60000000\ninactive_file 50000000\nactive_file 10000000\n',
  'sys/fs/cgroup/memory.events': 'low 0\nhigh 0\nmax 2\noom 1\noom_kill 1\noom_group_kill 0\n',
};

/** A container under version 1, in which paths are those of the machine but only its own part of the tree is shown. */
export const containerV1 = {
  'proc/meminfo': MEMINFO,
  'proc/self/cgroup':
    '9:cpu,cpuacct:/docker/4f\n4:memory:/docker/4f\n1:name=systemd:/docker/4f\n0::/docker/4f\n',
  'proc/self/mountinfo':
    '500 490 0:33 /docker/4f /sys/fs/cgroup/memory ro,relatime master:15 - cgroup cgroup rw,memory\n' +
    '501 490 0:34 /docker/4f /sys/fs/cgroup/cpu ro,relatime master:16 - cgroup cgroup rw,cpu,cpuacct\n',
  'sys/fs/cgroup/memory/memory.limit_in_bytes': '400000000\n',
  'sys/fs/cgroup/memory/memory.usage_in_bytes': '150000000\n',
  'sys/fs/cgroup/memory/memory.stat': 'cache 60000000\ntotal_cache 60000000\ntotal_inactive_file 50000000\n',
  'sys/fs/cgroup/memory/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
};
