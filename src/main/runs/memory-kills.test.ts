import { expect, it } from 'vitest';
import { countMemoryKills } from './memory-kills';

it('adds up what the system tells, and says when it tells nothing', () => {
  const files: Record<string, string> = {
    '/proc/vmstat': 'pgfault 12\noom_kill 3\nnuma_hit 5\n',
    '/sys/fs/cgroup/memory.events': 'low 0\noom 1\noom_kill 1\noom_group_kill 0\n',
  };
  const read = (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  };
  expect(countMemoryKills(read)).toBe(4);
  delete files['/sys/fs/cgroup/memory.events'];
  expect(countMemoryKills(read)).toBe(3);
  delete files['/proc/vmstat'];
  expect(countMemoryKills(read)).toBeNull();
});
