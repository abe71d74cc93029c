import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The control groups (cgroups) that this process is in, as far as they limit memory: that of its container, job or service, and those
 * around it, each as a folder of its files. Version 2 has one tree for all limits; version 1 one for memory.
 */
export interface MemoryGroup {
  readonly version: 1 | 2;
  readonly folder: string;
}

interface Mount {
  readonly version: 1 | 2;
  /** Which part of the tree is shown there: not `/` in a container that shows its own part alone. */
  readonly root: string;
  readonly folder: string;
}

/**
 * The groups from the innermost to the outermost that can be seen.
 *
 * @param root where the files of the system are; tests have fixtures
 */
export function memoryGroups(root = '/'): readonly MemoryGroup[] {
  const mounts = readMounts(root);
  return mounts.flatMap((mount) => {
    const path = pathInTree(root, mount.version);
    return path === null ? [] : groupsOf(mount, path);
  });
}

/** A file of a group or of the system; null when it does not exist. */
export function readSystemFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // Another version of the system, or a sandbox that hides it.
  }
}

function groupsOf({ version, root, folder }: Mount, path: string): readonly MemoryGroup[] {
  const inside = root === '/' ? path : path.startsWith(`${root}/`) ? path.slice(root.length) : '/';
  const names = inside.split('/').filter((name) => name !== '');
  // Paths with `..` lead out of what the container sees.
  const steps = names.includes('..') ? [] : names;
  return Array.from({ length: steps.length + 1 }, (_, index) => ({
    version,
    folder: join(folder, ...steps.slice(0, steps.length - index)),
  })).filter(({ folder: group }) => isFolder(group));
}

/** Of `/proc/self/mountinfo`: `36 35 0:29 ROOT FOLDER options - TYPE source options`, spaces in names as `\\040`. */
function readMounts(root: string): readonly Mount[] {
  const lines = (readSystemFile(join(root, 'proc/self/mountinfo')) ?? '').split('\n');
  return lines.flatMap((line): readonly Mount[] => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , treeRoot, folder] = before.split(' ').map(decodeOctal);
    const [type, , options = ''] = after.split(' ');
    if (treeRoot === undefined || folder === undefined) return [];
    const mount = { root: treeRoot, folder: join(root, folder) };
    if (type === 'cgroup2') return [{ version: 2, ...mount }];
    return type === 'cgroup' && options.split(',').includes('memory') ? [{ version: 1, ...mount }] : [];
  });
}

function decodeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Of `/proc/self/cgroup`: `0::PATH` in version 2, `NUMBER:memory:PATH` in version 1. */
function pathInTree(root: string, version: 1 | 2): string | null {
  const lines = (readSystemFile(join(root, 'proc/self/cgroup')) ?? '').split('\n');
  for (const line of lines) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const isMeant = version === 2 ? line.startsWith('0::') : controllers.split(',').includes('memory');
    if (isMeant && path !== '') return path;
  }
  return null;
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
