import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { describeLaunch, projectDirectory } from './launch';
import { TrainingPanel } from './pages/training-panel';

/*
 * The packaged app as its user starts it. Its fuses refuse the inspector that Electron tests usually hold on to, so the page is
 * reached through Chromium's own port.
 */

let folder: string;
let userData: string;
let app: ChildProcess | null = null;

test.beforeAll(() => {
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: projectDirectory });
  const [name = ''] = readdirSync(path.join(projectDirectory, 'dist')).filter((entry) =>
    entry.includes('linux'),
  );
  folder = path.join(projectDirectory, 'dist', name);
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

async function start(...argumentList: readonly string[]) {
  // Away from the clone, with nothing of its environment: what is not in the package is not there.
  const { PATH, HOME, DISPLAY, XAUTHORITY } = process.env;
  const port = path.join(userData, 'DevToolsActivePort');
  rmSync(port, { force: true });
  app = spawn(
    executable(),
    [...flags(), `--user-data-dir=${userData}`, '--remote-debugging-port=0', ...argumentList],
    { cwd: userData, env: { PATH, HOME, DISPLAY, XAUTHORITY }, stdio: 'ignore' },
  );
  await expect.poll(() => existsSync(port), { timeout: 30_000 }).toBe(true);
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
  const page = await start(file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Given');
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.set('Epochs', 1);
  await panel.train.click();
  await panel.expectFace('done', 90_000);
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.08);

  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await expect(page.getByTestId('preset-lenet')).toContainText('61.7K');
  const log = readFileSync(path.join(userData, 'logs', 'netloom.log'), 'utf8');
  expect(log.split('\n').filter((line) => / error /.test(line))).toEqual([]);
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
  await expect
    .poll(() => existsSync(path.join(userData, 'logs', 'netloom.log')), { timeout: 30_000 })
    .toBe(true);
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
  expect(listing).not.toMatch(/\.map$/m);
});
