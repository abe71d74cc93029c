import { execFile } from 'node:child_process';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { containerV1, containerV2, systemFiles } from '../runs/testing/system-files';
import { availableMemory, memoryLimit } from './available-memory';

const MACHINE = 22_000_000 * 1024;
const execute = promisify(execFile);

describe('the memory to spare', () => {
  it.each([
    ['version 2', containerV2],
    ['version 1', containerV1],
  ])('is that of the container, without the file cache that it would release, in %s', (_, files) => {
    const root = systemFiles(files);
    expect(availableMemory(root)).toBe(400e6 - (150e6 - 50e6));
    expect(memoryLimit(root)).toBe(400e6);
  });

  it('is the least of all groups around a process, as services and jobs have them', () => {
    const root = systemFiles({
      ...containerV2,
      'proc/self/cgroup': '0::/user.slice/app.service\n',
      'proc/self/mountinfo':
        '24 1 0:22 / /proc rw - proc proc rw\n30 23 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw\n',
      'sys/fs/cgroup/memory.max': 'max\n',
      'sys/fs/cgroup/user.slice/memory.max': '2000000000\n',
      'sys/fs/cgroup/user.slice/memory.current': '1900000000\n',
      'sys/fs/cgroup/user.slice/app.service/memory.max': '1000000000\n',
      'sys/fs/cgroup/user.slice/app.service/memory.current': '100000000\n',
    });
    expect(availableMemory(root)).toBe(100e6);
    expect(memoryLimit(root)).toBe(1e9);
  });

  it('counts where a group is slowed down, and memory with swap, as limits too', () => {
    expect(availableMemory(systemFiles({ ...containerV2, 'sys/fs/cgroup/memory.high': '300000000\n' }))).toBe(
      200e6,
    );
    const swap = {
      ...containerV1,
      'sys/fs/cgroup/memory/memory.memsw.limit_in_bytes': '400000000\n',
      'sys/fs/cgroup/memory/memory.memsw.usage_in_bytes': '380000000\n',
    };
    expect(availableMemory(systemFiles(swap))).toBe(400e6 - (380e6 - 50e6));
  });

  it('is none rather than less, where a group has more than it may', () => {
    expect(
      availableMemory(systemFiles({ ...containerV2, 'sys/fs/cgroup/memory.current': '500000000\n' })),
    ).toBe(0);
  });

  it('is the machine’s where there is no limit, or none that can be seen', () => {
    const unlimitedV2 = { ...containerV2, 'sys/fs/cgroup/memory.max': 'max\n' };
    const unlimitedV1 = {
      ...containerV1,
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    };
    // A path that leads out of what the container sees, and one that does not exist.
    const outside = { ...unlimitedV2, 'proc/self/cgroup': '0::/../../other\n' };
    const gone = { ...unlimitedV2, 'proc/self/cgroup': '0::/gone/away\n' };
    const hidden = { 'proc/meminfo': containerV2['proc/meminfo'] };
    for (const files of [unlimitedV2, unlimitedV1, outside, gone, hidden]) {
      expect(availableMemory(systemFiles(files))).toBe(MACHINE);
    }
    expect(availableMemory(systemFiles({}))).toBeLessThanOrEqual(freemem() * 2);
  });

  it('is read of this very machine without a complaint', () => {
    expect(availableMemory()).toBeGreaterThan(0);
    expect(memoryLimit()).toBeGreaterThanOrEqual(availableMemory());
  });

  /** Its own mount namespace, in which the real command finds the container's files where the system has them. */
  const inNamespace = (root: string, ...command: string[]) =>
    execute('unshare', [
      ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
      'root="$1"; shift; mount --rbind "$root/sys/fs/cgroup" /sys/fs/cgroup && ' +
        'mount --bind "$root/proc/self/mountinfo" "/proc/$$/mountinfo" && ' +
        'mount --bind "$root/proc/self/cgroup" "/proc/$$/cgroup" && exec "$@"',
      ...['sh', root, ...command],
    ]);

  it('is what the real command says inside of a container', async (context) => {
    const root = systemFiles(containerV2);
    const can = await inNamespace(root, 'true').then(
      () => true,
      () => false,
    );
    // Namespaces for everybody are switched off on some systems.
    if (!can) return context.skip();
    const cli = join(process.cwd(), 'scripts', 'cli.mjs');
    const { stdout } = await inNamespace(
      root,
      process.execPath,
      cli,
      'inspect',
      'presets/lenet.json',
      '--json',
    );
    expect(JSON.parse(stdout).availableMemoryMB).toBe(300);
  });
});
