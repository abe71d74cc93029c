import { z } from 'zod';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import {
  isTrainedTogether,
  type SlurmSettings,
  slurmSchema,
  slurmSettings,
  type TypedSlurm,
} from '../../contract/slurm';

/** Where the trainer and its runs lie on another machine, relative to the user's home folder there. */
export const DEFAULT_FOLDER = '.netloom';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;
/**
 * A `Host` of the user's ssh configuration, or `user@host:port`. ssh would take a name that begins with a hyphen for an option, and hands
 * names to a shell where the configuration has a `ProxyCommand`: letters, digits, dots, hyphens and underscores are all that a name needs.
 */
const HOST =
  /^(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.+-]*)@)?(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\])(?::(?<port>\d{1,5}))?$/;
/** Words of a path that every login shell reads alike within single quotes, and sftp within double ones. */
const FOLDER = /^(?!-)(?!.*(?:^|\/)\.\.?(?:\/|$))[\p{L}\p{N}/._+@=,-][\p{L}\p{N}/ ._+@=,-]{0,400}$/u;

const placeSchema = z.object({
  /** What the user calls it. */
  name: z.string().regex(NAME),
  /** For ssh: a `Host` of its configuration, or `user@host:port`. */
  host: z.string().max(255).regex(HOST),
  /** Where trainer and runs lie there: an absolute path, or one relative to the home folder. */
  folder: z.string().regex(FOLDER),
});

/** A machine that can train, as the settings keep it: itself, or by jobs of the Slurm to which it is the door. */
export const remoteTargetSchema = z.discriminatedUnion('kind', [
  placeSchema.extend({ kind: z.literal('ssh') }),
  placeSchema.extend({ kind: z.literal('slurm'), slurm: slurmSchema }),
]);
export type RemoteTarget = z.infer<typeof remoteTargetSchema>;

/** A host as ssh takes it. */
export interface SshDestination {
  /** `host`, or `user@host`. */
  readonly destination: string;
  readonly port: string | null;
}

/** Splits the host of a target that was checked. */
export function destinationOf({ host }: Pick<RemoteTarget, 'host'>): SshDestination {
  const { user, name = '', port } = HOST.exec(host)?.groups ?? {};
  const plain = name.replace(/^\[|\]$/g, '');
  return { destination: user === undefined ? plain : `${user}@${plain}`, port: port ?? null };
}

/** A target made of what a user typed. Fails with words for the part that cannot be used. */
export function remoteTarget(
  name: string,
  host: string,
  folder = DEFAULT_FOLDER,
  slurm: SlurmSettings | null = null,
): Reply<RemoteTarget> {
  const port = Number(HOST.exec(host)?.groups?.port ?? 1);
  if (!NAME.test(name)) return failed(failure('remote-name-unusable', { name }));
  if (host.length > 255 || !HOST.test(host) || port < 1 || port > 65_535) {
    return failed(failure('remote-host-unusable', { host }));
  }
  const plain = folder
    .replace(/^~\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\/{2,}/g, '/');
  if (!FOLDER.test(plain)) return failed(failure('remote-folder-unusable', { folder }));
  const place = { name, host, folder: plain };
  return success(slurm === null ? { ...place, kind: 'ssh' } : { ...place, kind: 'slurm', slurm });
}

/**
 * What is asked of Slurm, as a person typed it. Fails with words for the part that cannot be used.
 *
 * @param isClosedNetwork whether that person says that its computers are in a closed network, which several of them need
 */
export function typedSlurm(typed: TypedSlurm, isClosedNetwork: boolean): Reply<SlurmSettings> {
  const settings = slurmSettings(typed);
  if (typeof settings === 'string')
    return failed(failure('slurm-setting-unusable', { value: typed[settings] }));
  if (isTrainedTogether(settings) && !isClosedNetwork) return failed(failure('slurm-network-open'));
  return success(settings);
}
