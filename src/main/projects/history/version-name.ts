import type { ProjectVersion } from '../../../contract/contract';

/**
 * A version's file name has what a list shows of it: time, digest of the content, bytes, nodes, and (but for the first) the
 * difference to the version before: added, removed, changed, rewired, training.
 * E.g. `1732490000000-3f2a9c0d1e4b-2048-14-1.0.2.3.0.json.gz`.
 */
const pattern =
  /^(received-)?(\d{1,15})-([0-9a-f]{12})-(\d{1,9})-(\d{1,6})(?:-(\d+)\.(\d+)\.(\d+)\.(\d+)\.([01]))?\.json\.gz$/;
/** Before the name of the version that came from elsewhere: it is never forgotten. */
const RECEIVED = 'received-';
const DIGEST_LENGTH = 12;

export function fileNameOf(version: Omit<ProjectVersion, 'id'>, digest: string): string {
  const { savedAt, bytes, nodeCount, difference } = version;
  const changes =
    difference === null
      ? ''
      : `-${difference.added}.${difference.removed}.${difference.changed}.${difference.rewired}.${Number(difference.isTrainingChanged)}`;
  const received = version.isReceived === true ? RECEIVED : '';
  return `${received}${savedAt}-${digest.slice(0, DIGEST_LENGTH)}-${bytes}-${nodeCount}${changes}.json.gz`;
}

/** The version that a file name describes; null for the name of anything else. */
export function versionOf(fileName: string): ProjectVersion | null {
  const match = pattern.exec(fileName);
  if (match === null) return null;
  const [, received, savedAt, , bytes, nodeCount, added, removed, changed, rewired, training] = match;
  return {
    id: fileName.replace(/\.json\.gz$/, ''),
    savedAt: Number(savedAt),
    bytes: Number(bytes),
    nodeCount: Number(nodeCount),
    difference:
      added === undefined
        ? null
        : {
            added: Number(added),
            removed: Number(removed),
            changed: Number(changed),
            rewired: Number(rewired),
            isTrainingChanged: training === '1',
          },
    ...(received !== undefined && { isReceived: true as const }),
  };
}

/** Whether the version holds the content of this digest. */
export function isSameContent(id: string, digest: string): boolean {
  return id.replace(RECEIVED, '').split('-')[1] === digest.slice(0, DIGEST_LENGTH);
}
