import { existsSync } from 'node:fs';
import { SetupFailure } from './failure.mjs';
import { hasCommand, lastLines, run } from './run-command.mjs';
import { announce, note, showProgress } from './terminal.mjs';

/**
 * What Debian has to supply: a window's libraries, Chinese characters, a display for tests where there is none, a compiler for
 * the TensorFlow addon, and pip, which knows where TensorFlow lies. Names differ between releases (Debian 13
 * and Ubuntu 24.04 renamed some libraries to `...t64`): the first that exists is taken. A command that is there by other means
 * counts as installed.
 * @type {readonly { names: readonly string[]; command?: string; isPresent?: () => Promise<boolean>; onlyWithoutDisplay?: boolean }[]}
 */
const wanted = [
  { names: ['libgtk-3-0', 'libgtk-3-0t64'] },
  // Chromium loads it when it opens a display, and ends without a word where it is missing.
  { names: ['libx11-xcb1'] },
  { names: ['libnss3'] },
  { names: ['libasound2', 'libasound2t64'] },
  { names: ['libgbm1'] },
  { names: ['libxss1'] },
  { names: ['libxtst6'] },
  { names: ['fonts-noto-cjk'] },
  { names: ['xvfb'], command: 'Xvfb', onlyWithoutDisplay: true },
  { names: ['xauth'], command: 'xauth', onlyWithoutDisplay: true },
  // Makes the network in which a test proves that nothing is sent.
  { names: ['iproute2'], isPresent: hasIp },
  { names: ['g++'], command: 'g++' },
  { names: ['python3'], command: 'python3' },
  { names: ['python3-pip'], isPresent: hasPip },
];

const title = 'Debian packages';

/**
 * Installs the packages that are missing (as root), or says how to (as anybody else, who may continue without: the step that
 * cannot says so).
 * @returns {Promise<string[]>} those that are still missing
 */
export async function ensureDebianPackages() {
  if (!isDebian()) {
    announce(
      title,
      'this is no Debian; Electron needs GTK 3, NSS, ALSA and GBM, and the addon a C++ compiler, from your system',
    );
    return [];
  }
  const missing = await findMissing();
  if (missing.length === 0) {
    announce(title, 'all there');
    return [];
  }
  if (process.getuid?.() === 0) {
    await install(missing);
    return [];
  }
  const packages = await chooseNames(missing);
  announce(title, `some are missing; to install them: ${installCommand(packages)}`);
  return packages;
}

/** Where Debian has its browser, in which a test opens an exported page. */
const browser = '/usr/bin/chromium';

/** Installs that browser for the tests, as root on a Debian; elsewhere, and where it cannot be had, the test that needs it is skipped. */
export async function ensureTestBrowser() {
  if (existsSync(browser) || !isDebian() || process.getuid?.() !== 0) return;
  try {
    await install([['chromium']]);
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    note(error.message);
  }
}

/** It lies where only root looks for commands. */
async function hasIp() {
  return ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'].some((file) => existsSync(file));
}

/** The one line a user without root needs. @param {readonly string[]} packages */
export function installCommand(packages) {
  return `sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
}

/** Whether Debian's tools are here (Debian or one of its descendants). */
export function isDebian() {
  return existsSync('/etc/debian_version') && hasCommand('dpkg-query') && hasCommand('apt-get');
}

async function findMissing() {
  const installed = await listInstalled();
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const missing = [];
  for (const { names, command, isPresent, onlyWithoutDisplay } of wanted) {
    if (onlyWithoutDisplay && hasDisplay) continue;
    if (names.some((name) => installed.has(name))) continue;
    if (command ? hasCommand(command) : await isPresent?.()) continue;
    missing.push(names);
  }
  return missing;
}

async function listInstalled() {
  const names = wanted.flatMap((entry) => entry.names);
  // It fails when any is unknown, and still lists the others.
  const { output } = await run('dpkg-query', [
    '--show',
    '--showformat',
    `\${Package} \${db:Status-Status}\n`,
    ...names,
  ]);
  return new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.slice(0, line.indexOf(' '))),
  );
}

/** For each package the name this release uses. @param {readonly (readonly string[])[]} packages */
async function chooseNames(packages) {
  const { output } = await run('apt-cache', ['show', '--no-all-versions', ...packages.flat()]);
  const known = new Set(
    output
      .split('\n')
      .filter((line) => line.startsWith('Package: '))
      .map((line) => line.slice(9)),
  );
  return packages.map((names) => names.find((name) => known.has(name)) ?? names[0] ?? '');
}

/** @param {readonly (readonly string[])[]} missing */
async function install(missing) {
  let packages = await chooseNames(missing);
  announce(title, `installing ${packages.join(' ')}`);
  // An earlier run may have been ended between unpacking and configuring.
  await run('dpkg', ['--configure', '-a'], { env: aptEnvironment() });
  const simulated = await apt(['install', '--simulate', ...packages]);
  if (simulated.code !== 0) {
    await update();
    packages = await chooseNames(missing);
  }
  let result = await installShowing(packages);
  if (result.code !== 0) {
    // Lists that are older than the archive name files that are gone.
    await update();
    result = await installShowing(packages);
  }
  if (result.code === 0) return;
  note(lastLines(result, 6));
  throw new SetupFailure(
    `apt-get could not install ${packages.join(' ')}; once its network or sources are fixed, run: apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`,
  );
}

async function update() {
  note('reading the package lists');
  const result = await apt(['update']);
  if (result.code !== 0) note(`the package lists could not be renewed: ${lastLines(result, 1)}`);
}

/** @param {readonly string[]} packages */
async function installShowing(packages) {
  const progress = showProgress('apt-get', 200, () => `${packages.length} packages and what they need`);
  const result = await apt(['install', '--yes', '--no-install-recommends', ...packages], (line) => {
    // `dlstatus:N:percent:text` while downloading, then `pmstatus:package:percent:text`.
    const [kind, , percent = '0', detail = ''] = line.split(':');
    if (kind === 'dlstatus') progress.update(Number(percent), detail);
    if (kind === 'pmstatus') progress.update(100 + Number(percent), detail);
  });
  progress.end();
  return result;
}

/** @param {readonly string[]} argumentList @param {(line: string) => void} [onStatusLine] */
function apt(argumentList, onStatusLine) {
  const options = ['-o', 'DPkg::Lock::Timeout=300', ...(onStatusLine ? ['-o', 'APT::Status-Fd=3'] : [])];
  return run('apt-get', [...options, ...argumentList], {
    env: aptEnvironment(),
    onStatusLine,
    timeoutSeconds: 1800,
  });
}

function aptEnvironment() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
}

async function hasPip() {
  return (await run('python3', ['-m', 'pip', '--version'])).code === 0;
}
