import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { describeLaunch, projectDirectory } from './launch';
import { dropOnWindow } from './pages/system';
import { TrainingPanel } from './pages/training-panel';

/*
 * The packaged app as its user starts it: the folder, and what the Debian package would install where there is dpkg-deb (that it
 * installs and runs in a system with nothing else is shown by packaging/debian/prove.sh). Its fuses refuse the inspector that Electron tests usually hold on to, so the page is
 * reached through Chromium's own port.
 */

let folder: string;
/** The Debian package and where it is unpacked; null on other systems. */
let debian: { readonly file: string; readonly root: string } | null = null;
let userData: string;
let app: ChildProcess | null = null;

test.beforeAll(() => {
  // A gigabyte is written twice; a busy machine's disk takes its time.
  test.slow();
  // Packed without compression: that takes most of the time, and says nothing about the app.
  execFileSync(process.execPath, ['scripts/package.mjs', '--compression', 'none'], { cwd: projectDirectory });
  const made = readdirSync(path.join(projectDirectory, 'dist'));
  const at = (name: string | undefined) => path.join(projectDirectory, 'dist', name ?? '');
  folder = at(made.find((name) => /-linux-[^.]+$/.test(name)));
  const file = made.find((name) => name.endsWith('.deb'));
  if (file === undefined) return;
  debian = { file: at(file), root: mkdtempSync(path.join(tmpdir(), 'netloom installed (網路) ')) };
  execFileSync('dpkg-deb', ['--extract', debian.file, debian.root]);
});

test.afterAll(() => {
  if (debian === null) return;
  rmSync(debian.root, { recursive: true, force: true });
  // A package for a user is compressed.
  rmSync(debian.file);
});

test.beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'netloom-package-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ language: 'en', theme: 'light' }));
});

test.afterEach(async () => {
  await endApp();
  rmSync(userData, { recursive: true, force: true });
});

/** As root, Chromium's sandbox cannot work. */
const flags = () => describeLaunch(userData).args.filter((argument) => argument === '--no-sandbox');
const executable = () => path.join(folder, 'netloom');

async function endApp(): Promise<void> {
  const running = app;
  app = null;
  if (running === null || running.exitCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}

async function start(command: string, ...argumentList: readonly string[]) {
  // Away from the clone, with nothing of its environment: what is not in the package does not exist.
  const { PATH, HOME, DISPLAY, XAUTHORITY } = process.env;
  // As a desktop has it: without it, names of files that are dropped would have to be ASCII.
  const LANG = 'C.UTF-8';
  const port = path.join(userData, 'DevToolsActivePort');
  rmSync(port, { force: true });
  app = spawn(
    command,
    [...flags(), `--user-data-dir=${userData}`, '--remote-debugging-port=0', ...argumentList],
    {
      cwd: userData,
      env: { PATH, HOME, DISPLAY, XAUTHORITY, LANG, XDG_DATA_HOME: path.join(userData, 'data') },
      stdio: 'ignore',
    },
  );
  await expect.poll(() => existsSync(port)).toBe(true);
  const address = `http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`;
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [context] = browser.contexts();
  await expect.poll(() => context?.pages().length).toBe(1);
  const page = context?.pages()[0];
  if (page === undefined) throw new Error('The packaged app has no window.');
  return page;
}

test('the packaged app opens a file and trains LeNet with all it needs inside', async () => {
  const file = path.join(userData, 'given.netloom');
  const lenet = readFileSync(path.join(folder, 'resources', 'presets', 'lenet.json'), 'utf8');
  writeFileSync(file, lenet.replace('"name": "LeNet"', '"name": "Given"'));
  const page = await start(debian === null ? executable() : path.join(debian.root, 'usr/bin/netloom'), file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Given');
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.set('Epochs', 1);
  await panel.train.click();
  await panel.expectPanelState('done');
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.08);

  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await expect(page.getByTestId('preset-lenet')).toContainText('61.7K');
  const log = readFileSync(path.join(userData, 'logs', 'netloom.log'), 'utf8');
  expect(log.split('\n').filter((line) => / error /.test(line))).toEqual([]);
});

test('the packaged app imports photos that are dropped on it, and trains on them', async () => {
  const encoded = path.join(projectDirectory, 'src/main/data/decoding/testing/odd-images');
  const photos = path.join(userData, 'my photos (照片)');
  // Decoders in WebAssembly and in scripts, in threads of a process of the Node that comes with the app.
  for (const [name, files] of Object.entries({
    plain: ['rgb.jpg', 'gray.jpg', 'exif3.jpg'],
    odd: ['cmyk.jpg', 'progressive.jpg', 'exif6.jpg'],
  })) {
    mkdirSync(path.join(photos, name), { recursive: true });
    for (const file of files) copyFileSync(path.join(encoded, file), path.join(photos, name, file));
  }
  const page = await start(executable());
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await dropOnWindow(page, photos);
  await dialog.getByRole('button', { name: 'Import 6 examples' }).click();
  await expect(dialog.getByText('“my photos (照片)” has been imported')).toBeVisible();
  await dialog.getByRole('button', { name: 'Train on it' }).click();
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.set('Batch size', 2);
  await panel.set('Epochs', 1);
  await panel.train.click();
  await panel.expectPanelState('done');
  const log = readFileSync(path.join(userData, 'logs', 'netloom.log'), 'utf8');
  expect(log.split('\n').filter((line) => / error /.test(line))).toEqual([]);
});

test('the Debian package has what Debian expects, with the rights it expects', () => {
  test.skip(debian === null, 'there is no dpkg-deb here');
  const { file, root } = debian ?? { file: '', root: '' };
  const field = (name: string) =>
    execFileSync('dpkg-deb', ['--field', file, name], { encoding: 'utf8' }).trim();
  const { version } = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
  expect(field('Version')).toBe(version);
  const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
  expect(field('Architecture')).toBe(architecture);
  for (const name of ['libgtk-3-0', 'libnss3', 'libx11-xcb1', 'libstdc++6', 'libc6'])
    expect(field('Depends')).toContain(name);
  expect(Number(field('Installed-Size'))).toBeGreaterThan(300_000);

  // One line a file: rights, owner, size, date, time, name.
  const listing = execFileSync('dpkg-deb', ['--contents', file], { encoding: 'utf8' }).trim().split('\n');
  const unusual = listing.filter(
    (line) => !/^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x|lrwxrwxrwx) root\/root /.test(line),
  );
  expect(unusual).toHaveLength(1);
  expect(unusual[0]).toMatch(/^-rwsr-xr-x root\/root .* \.\/usr\/lib\/netloom\/chrome-sandbox$/);
  for (const name of [
    'bin/netloom -> ../lib/netloom/start',
    'share/applications/netloom.desktop',
    'share/mime/packages/netloom.xml',
    'share/icons/hicolor/scalable/apps/netloom.svg',
    'share/doc/netloom/copyright',
    'share/doc/netloom/changelog.gz',
    'share/man/man1/netloom.1.gz',
  ])
    expect(listing.filter((line) => line.endsWith(` ./usr/${name}`))).toHaveLength(1);

  const control = mkdtempSync(path.join(userData, 'control-'));
  execFileSync('dpkg-deb', ['--control', file, control]);
  execFileSync('md5sum', ['--check', '--quiet', path.join(control, 'md5sums')], { cwd: root });
  const entry = readFileSync(path.join(root, 'usr/share/applications/netloom.desktop'), 'utf8');
  expect(entry).toContain('Exec=netloom %f');
  expect(entry).toContain('MimeType=application/x-netloom+json;');
});

test('the command of the Debian package says in one sentence why no window can open', () => {
  test.skip(debian === null, 'there is no dpkg-deb here');
  // Through a link elsewhere, as an administrator may make one.
  const command = path.join(userData, 'netloom');
  symlinkSync(path.join(debian?.root ?? '', 'usr/bin/netloom'), command);
  expect(statSync(command).isFile()).toBe(true);
  const { PATH } = process.env;
  const result = spawnSync(command, ['--no-sandbox'], { env: { PATH }, encoding: 'utf8' });
  expect(result.status).toBe(1);
  expect(result.stderr).toMatch(/^netloom: there is no display .*\.\n$/);
  if (process.getuid?.() !== 0) return;
  const asRoot = spawnSync(command, [], { env: { PATH, DISPLAY: ':0' }, encoding: 'utf8' });
  expect(asRoot.status).toBe(1);
  expect(asRoot.stderr).toMatch(/^netloom: Chromium’s sandbox does not run as root.*\.\n$/);
});

test('its fuses are set: it is no Node, takes no inspector, and loads no other app', async () => {
  const wire = execFileSync(
    process.execPath,
    [path.join(projectDirectory, 'node_modules/@electron/fuses/dist/bin.js'), 'read', '--app', executable()],
    { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } },
  );
  for (const fuse of ['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments'])
    expect(wire).toMatch(new RegExp(`${fuse} is .*Disabled`));
  expect(wire).toMatch(/OnlyLoadAppFromAsar is .*Enabled/);

  const probe = path.join(userData, 'probe.js');
  const mark = path.join(userData, 'mark');
  writeFileSync(probe, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${probe}` };
  // As Node it would run the script and end; as an app it does not know it.
  app = spawn(executable(), [...flags(), `--user-data-dir=${userData}`, '--inspect=0', probe], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  app.stderr?.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  await expect.poll(() => existsSync(path.join(userData, 'logs', 'netloom.log'))).toBe(true);
  expect(existsSync(mark)).toBe(false);
  expect(errors).not.toContain('Debugger listening');
});

test('what ships is what the trainer loads: no installer, no archive tool, no HTTP client', () => {
  const listing = execFileSync(
    process.execPath,
    [
      path.join(projectDirectory, 'node_modules/@electron/asar/bin/asar.js'),
      'list',
      path.join(folder, 'resources', 'app.asar'),
    ],
    { encoding: 'utf8' },
  );
  const packages = new Set(listing.match(/(?<=^\/node_modules\/)(@[^/\n]+\/[^/\n]+|[^@/\n][^/\n]*)/gm));
  expect(packages).toContain('@tensorflow/tfjs-node-gpu');
  for (const name of ['tar', 'adm-zip', 'rimraf', 'node-fetch', 'https-proxy-agent'])
    expect(packages).not.toContain(name);
  // The pages that networks are exported to need it.
  expect(listing).toContain('/node_modules/@tensorflow/tfjs/dist/tf.min.js');
  expect(listing).not.toMatch(/\.map$/m);
});
