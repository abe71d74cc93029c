import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { descendants, killIfThere, nameOf, workingIn } from './processes';

/** The name by which the machine is known to the ssh of a test. */
export const HOST = 'other-machine';

/** Whether there is a way to give an sshd its own users and home folder. */
export function canHaveMachine(): boolean {
  return spawnSync('unshare', [...NAMESPACE, 'true']).status === 0;
}

const isRoot = process.getuid?.() === 0;
/** Its own mounts, so that it has its own list of users. */
const NAMESPACE = ['--mount', ...(isRoot ? [] : ['--user', '--map-current-user', '--keep-caps'])];

/**
 * Another machine: a real sshd on loopback, with keys and a home folder that are thrown away. Only it sees the list of users in which
 * the user's home is that folder.
 */
export class SshMachine {
  readonly folder: string;
  readonly home: string;
  readonly port: number;
  readonly #programs: string;
  #server: ChildProcess;
  #passphrase = '';

  private constructor(folder: string, port: number, programs: string, server: ChildProcess) {
    this.folder = folder;
    this.home = join(folder, 'home');
    this.port = port;
    this.#programs = programs;
    this.#server = server;
  }

  /**
   * @param programs the folder `usr` of Debian's unpacked openssh-server
   * @param environment what its commands find there besides
   */
  static async start(
    folder: string,
    programs: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<SshMachine> {
    const port = await freePort();
    mkdirSync(join(folder, 'home'), { recursive: true });
    for (const name of ['host-key', 'user-key', 'other-key']) makeKey(folder, name);
    writeFileSync(join(folder, 'authorized'), readFileSync(join(folder, 'user-key.pub')));
    writeFileSync(join(folder, 'known'), knownHost(folder, 'host-key', port));
    writeFileSync(join(folder, 'passwd'), users(join(folder, 'home')));
    writeFileSync(join(folder, 'sshd_config'), serverConfiguration(folder, port, environment));
    writeFileSync(join(folder, 'sftp'), transferScript(folder, programs));
    writeFileSync(join(folder, 'ssh_config'), clientConfiguration(folder, port));
    return new SshMachine(folder, port, programs, await startServer(folder, port, programs));
  }

  /** What a command needs to find the machine, and to keep its own files apart. */
  get environment(): Readonly<Record<string, string>> {
    return {
      NETLOOM_SSH_CONFIG: join(this.folder, 'ssh_config'),
      XDG_DATA_HOME: join(this.folder, 'data-here'),
    };
  }

  /** Ends the processes of all connections; the machine can be connected to again. */
  cut(): void {
    for (const pid of descendants(this.#server.pid ?? 0)) {
      // Only sshd's own: what they have started stays, or not, as on any machine.
      if (nameOf(pid) === 'sshd') killIfThere(pid);
    }
  }

  /** Takes it off the network, with its connections. */
  async goDown(): Promise<void> {
    const ended = once(this.#server, 'exit');
    this.cut();
    this.#server.kill('SIGKILL');
    await ended;
  }

  async comeUp(): Promise<void> {
    this.#server = await startServer(this.folder, this.port, this.#programs);
  }

  /** Ends its runs, which outlive their connections. */
  endRuns(): void {
    for (const pid of workingIn(this.folder)) killIfThere(pid);
  }

  async stop(): Promise<void> {
    if (this.#server.exitCode === null && this.#server.signalCode === null) await this.goDown();
    this.endRuns();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Has transfers of files wait, until they are let go. */
  holdTransfers(): void {
    writeFileSync(join(this.folder, 'held'), '');
  }

  letTransfersGo(): void {
    rmSync(join(this.folder, 'held'), { force: true });
  }

  /** It answers with another host key than the one that is known. */
  forgetKey(known: 'nothing' | 'another'): void {
    const text = known === 'nothing' ? '' : knownHost(this.folder, 'other-key', this.port);
    writeFileSync(join(this.folder, 'known'), text);
  }

  /** Whether ssh has written a key of it down: it does so a moment after its user has confirmed it. */
  get isKnown(): boolean {
    return readFileSync(join(this.folder, 'known'), 'utf8') !== '';
  }

  rememberKey(): void {
    writeFileSync(join(this.folder, 'known'), knownHost(this.folder, 'host-key', this.port));
  }

  /** Gives the user's key a passphrase, or takes it away (''). */
  protectKey(passphrase: string): void {
    const changed = spawnSync('ssh-keygen', [
      '-p',
      '-q',
      '-P',
      this.#passphrase,
      '-N',
      passphrase,
      '-f',
      join(this.folder, 'user-key'),
    ]);
    if (changed.status !== 0) throw new Error(String(changed.stderr));
    this.#passphrase = passphrase;
  }

  get fingerprint(): string {
    const { stdout } = spawnSync('ssh-keygen', ['-lf', join(this.folder, 'host-key.pub')], {
      encoding: 'utf8',
    });
    return stdout.split(' ')[1] ?? '';
  }

  /** Puts a file into the trainer's store there, as an earlier installation would have. */
  putIntoStore(source: string, sha256: string, folder = '.netloom'): void {
    const store = join(this.home, folder, 'store');
    mkdirSync(store, { recursive: true });
    try {
      linkSync(source, join(store, sha256));
    } catch {
      copyFileSync(source, join(store, sha256));
    }
  }
}

function makeKey(folder: string, name: string): void {
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  if (made.status !== 0) throw new Error(String(made.stderr));
}

function knownHost(folder: string, name: string, port: number): string {
  const [type, key] = readFileSync(join(folder, `${name}.pub`), 'utf8').split(' ');
  return `[127.0.0.1]:${port} ${type} ${key}\n`;
}

function users(home: string): string {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  return [
    `tester:x:${uid}:${gid}::${home}:/bin/sh`,
    'sshd:x:105:65534::/run/sshd:/usr/sbin/nologin',
    'nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin',
    '',
  ].join('\n');
}

function serverConfiguration(
  folder: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${join(folder, 'host-key')}
AuthorizedKeysFile ${join(folder, 'authorized')}
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
Subsystem sftp /bin/sh ${join(folder, 'sftp')}
${variables.length === 0 ? '' : `SetEnv ${variables.join(' ')}`}
`;
}

/** Transfers wait as long as the machine holds them. */
function transferScript(folder: string, programs: string): string {
  return `while [ -e '${join(folder, 'held')}' ]; do sleep 0.1; done
exec '${join(programs, 'lib/openssh/sftp-server')}'
`;
}

function clientConfiguration(folder: string, port: number): string {
  return `Host ${HOST}
  HostName 127.0.0.1
  Port ${port}
  User tester
  IdentityFile ${join(folder, 'user-key')}
  IdentitiesOnly yes
  UserKnownHostsFile ${join(folder, 'known')}
  GlobalKnownHostsFile /dev/null
Host refused-machine
  HostName 127.0.0.1
  Port ${port}
  User tester
  IdentityFile ${join(folder, 'other-key')}
  IdentitiesOnly yes
  UserKnownHostsFile ${join(folder, 'known')}
  GlobalKnownHostsFile /dev/null
`;
}

const START = `mount --bind "$1/passwd" /etc/passwd || exit 1
mount -t tmpfs none /run || exit 1
mkdir -p /run/sshd
# What runs there is not to take the processor from the window here.
exec nice -n 15 "$2" -D -e -f "$1/sshd_config"`;

async function startServer(folder: string, port: number, programs: string): Promise<ChildProcess> {
  const triple = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  const server = spawn(
    'unshare',
    [...NAMESPACE, 'sh', '-c', START, 'sh', folder, join(programs, 'sbin/sshd')],
    {
      env: { ...process.env, LD_LIBRARY_PATH: join(programs, 'lib', triple) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  server.stderr?.on('data', (data) => {
    said = `${said}${data}`.slice(-4_096);
  });
  for (;;) {
    if (server.exitCode !== null) throw new Error(`sshd did not start: ${said}`);
    if (await answers(port)) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
