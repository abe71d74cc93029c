import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { systemErrorCode } from '../files/file-system';
import { askpassEnvironment, questionFile } from './askpass';
import { destinationOf, type RemoteTarget } from './remote-target';
import { offeredKey, sshFailure } from './ssh-failure';
import { type AskUser, answerQuestions } from './ssh-questions';

/** Fixed by us: neither the user's configuration nor a name can take them away, because ssh keeps the first value of each option. */
const OPTIONS = [
  'ClearAllForwardings=yes',
  'ForwardAgent=no',
  'ForwardX11=no',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'RequestTTY=no',
  'StrictHostKeyChecking=ask',
  'ConnectTimeout=15',
  // A line that has gone silent is noticed after 45 s.
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
];
const CONNECTED = 'netloom-connected';
/** A shell's exit code where there is no such program. */
const NOT_FOUND = 127;

export interface ConnectOptions {
  /** A fingerprint that the user has confirmed for a host whose key is not known yet. */
  readonly hostKey?: string;
  /** ssh may ask in the terminal; default: where there is one. */
  readonly isInteractive?: boolean;
  /** Asks the user in a window what ssh wants to know. */
  readonly ask?: AskUser;
  /** Ends the attempt. */
  readonly signal?: AbortSignal;
}

/** What a command there has written, and its exit code. */
export interface RemoteOutput {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * One connection of the system's ssh, which all commands and transfers share: the user is asked once. It ends with this process, however
 * that ends, as its other end waits for a standard input that then closes.
 */
export class SshConnection {
  readonly #target: RemoteTarget;
  readonly #folder: string;
  readonly #master: ChildProcess;
  /** The key by which the machine has proven who it is, e.g. `ED25519 SHA256:…`. */
  readonly hostKey: string;
  /** Settles when the connection has ended. */
  readonly ended: Promise<void>;

  private constructor(target: RemoteTarget, folder: string, master: ChildProcess, hostKey: string) {
    this.#target = target;
    this.#folder = folder;
    this.#master = master;
    this.hostKey = hostKey;
    this.ended = new Promise((resolve) => {
      if (master.exitCode !== null || master.signalCode !== null) resolve();
      master.once('exit', () => resolve());
    });
  }

  /** Connects, or fails with the words for why not. */
  static async open(target: RemoteTarget, options: ConnectOptions = {}): Promise<Reply<SshConnection>> {
    // Names of sockets must be short.
    const folder = await mkdtemp(join(tmpdir(), 'nl-'));
    const { hostKey, ask, signal } = options;
    const hasTerminal = process.stdin.isTTY && process.stderr.isTTY;
    const isInteractive = options.isInteractive ?? (ask === undefined && hasTerminal);
    let isKeyConfirmed = hostKey !== undefined;
    const answer: AskUser | undefined =
      ask &&
      (async (question, isOver) => {
        const answered = await ask(question, isOver);
        if (question.kind === 'host-key') isKeyConfirmed = answered !== null;
        return answered;
      });
    const env = await askpassEnvironment({ folder, hostKey, isInteractive, ask: answer });
    const args = ['-v', ...sshOptions(folder, 'yes'), ...portOf(target), '--'];
    const command = [...args, destinationOf(target).destination, `echo ${CONNECTED}; exec cat`];
    // In a terminal, Ctrl-C is for this command. Elsewhere ssh must find no terminal: then it asks the program.
    const master =
      isInteractive && hostKey === undefined
        ? spawn('sh', ['-c', 'trap "" INT; exec ssh "$@"', 'ssh', ...command], { env })
        : spawn('ssh', command, { env, detached: true });
    const written = collect(master);
    const endQuestions = answer === undefined ? undefined : answerQuestions(folder, answer);
    const giveUp = () => {
      master.kill();
      // Its child that asks would keep its output open.
      endQuestions?.();
    };
    signal?.addEventListener('abort', giveUp);
    const isConnected = await sawConnected(master);
    signal?.removeEventListener('abort', giveUp);
    endQuestions?.();
    if (isConnected === true) {
      // What it says from now on is read, and not kept.
      for (const stream of [master.stdout, master.stderr]) stream?.removeAllListeners('data').resume();
      return success(new SshConnection(target, folder, master, offeredKey(written.stderr) ?? '?'));
    }
    const question = await readFile(questionFile(folder), 'utf8').catch(() => null);
    await rm(folder, { recursive: true, force: true });
    if (isConnected === 'ENOENT') return failed(failure('remote-no-ssh'));
    // Confirmed, it is not what ssh has failed at, unless ssh says so.
    return failed(sshFailure(target.host, written.stderr, isKeyConfirmed ? null : question));
  }

  /** Starts a command there. `words` must be safe in single quotes of any shell; see `remoteCommand`. */
  start(words: readonly string[]): ChildProcess {
    const args = [...sshOptions(this.#folder, 'no'), '-o', 'BatchMode=yes', ...portOf(this.#target), '--'];
    const { destination } = destinationOf(this.#target);
    return spawn('ssh', [...args, destination, remoteCommand(words)], { detached: true });
  }

  /** Has the POSIX shell there run a script, which it reads from its standard input: the login shell sees nothing of it. */
  async script(text: string): Promise<RemoteOutput> {
    const child = this.start(['sh', '-s']);
    const written = collect(child);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(text);
    return { code: await exitOf(child), ...written };
  }

  /**
   * Has sftp carry out a batch of its commands.
   *
   * @param from the folder here in which it looks for files
   * @param lines made by `transferLine`
   */
  async transfer(from: string, lines: readonly string[]): Promise<Reply<null>> {
    const args = [...sshOptions(this.#folder, 'no'), ...sftpPortOf(this.#target), '-b', '-', '--'];
    const { destination } = destinationOf(this.#target);
    const named = destination.includes(':') ? destination.replace(/([^@]+)$/, '[$1]') : destination;
    const child = spawn('sftp', [...args, named], { cwd: from, detached: true });
    const written = collect(child);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${lines.join('\n')}\n`);
    const code = await exitOf(child);
    if (code === 0) return success(null);
    const { host } = this.#target;
    const reason = written.stderr.trim().split(/\r?\n/).at(-1) ?? '';
    return failed(failure('remote-transfer-failed', { host, reason }, { detail: written.stderr }));
  }

  /** Ends the connection. What was started there and has let go of it continues. */
  async close(): Promise<void> {
    this.#master.stdin?.end();
    const timer = setTimeout(() => this.#master.kill(), 2_000);
    await this.ended;
    clearTimeout(timer);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * A command for the login shell there, whichever that is: between single quotes, every shell takes all characters but quotes, backslashes
 * and (in csh) exclamation marks and line breaks as they are. Words with those never get here; should one, this throws.
 */
export function remoteCommand(words: readonly string[]): string {
  for (const word of words) {
    if (!/^[\p{L}\p{N}\p{M}/ ._+@=,:-]+$/u.test(word)) throw new Error(`not safe in a remote shell: ${word}`);
  }
  return `exec ${words.map((word) => `'${word}'`).join(' ')}`;
}

/** A line of a batch for sftp. Names that mean something to it, or to its patterns, never get here; should one, this throws. */
export function transferLine(verb: 'put' | 'reput' | 'get', from: string, to: string): string {
  for (const word of [from, to]) {
    if (!/^[\p{L}\p{N}\p{M}/ ._+@=,-]+$/u.test(word) || word.startsWith('-')) {
      throw new Error(`not safe for sftp: ${word}`);
    }
  }
  return `${verb} "${from}" "${to}"`;
}

function sshOptions(folder: string, isMaster: 'yes' | 'no'): readonly string[] {
  const configuration = process.env.NETLOOM_SSH_CONFIG;
  const named = [
    ...OPTIONS,
    `ControlPath=${join(folder, 's')}`,
    `ControlMaster=${isMaster}`,
    'ControlPersist=no',
  ];
  return [
    ...(configuration === undefined ? [] : ['-F', configuration]),
    ...named.flatMap((option) => ['-o', option]),
  ];
}

function portOf(target: RemoteTarget): readonly string[] {
  const { port } = destinationOf(target);
  return port === null ? [] : ['-p', port];
}

function sftpPortOf(target: RemoteTarget): readonly string[] {
  const { port } = destinationOf(target);
  return port === null ? [] : ['-P', port];
}

/** What a process writes, as it comes. */
function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const written = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => {
    written.stdout += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    written.stderr += data.toString();
  });
  return written;
}

/** True when it is connected; false, or the system's code, when it is not. */
function sawConnected(master: ChildProcess): Promise<boolean | string> {
  return new Promise((resolve) => {
    let seen = '';
    master.stdout?.on('data', (data: Buffer) => {
      // A login shell may have said something first.
      seen = `${seen}${data.toString()}`.slice(-4_096);
      if (seen.includes(`${CONNECTED}\n`)) resolve(true);
    });
    master.stdin?.on('error', () => undefined);
    master.once('error', (error) => resolve(systemErrorCode(error)));
    master.once('close', (code) => resolve(code === NOT_FOUND && 'ENOENT'));
  });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}
