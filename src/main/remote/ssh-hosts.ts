import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { remoteTarget } from './remote-target';

/** Hosts that the user's own ssh configuration names, in its order: those that a target can have. Files that it includes are not looked into. */
export async function configuredHosts(): Promise<readonly string[]> {
  const path = process.env.NETLOOM_SSH_CONFIG ?? join(homedir(), '.ssh', 'config');
  return hostsIn(await readFile(path, 'utf8').catch(() => ''));
}

/** Names after `Host`, without patterns. */
export function hostsIn(configuration: string): readonly string[] {
  const names = configuration.split(/\r?\n/).flatMap((line) => {
    const words = /^\s*Host(?:\s*=\s*|\s+)(.+)$/i.exec(line)?.[1] ?? '';
    return words.split(/\s+/).map((word) => word.replace(/^"|"$/g, ''));
  });
  return [...new Set(names)].filter((name) => remoteTarget('a', name).ok);
}
