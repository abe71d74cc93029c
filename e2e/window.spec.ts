import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import { expect, expectErrors, type Netloom, test } from './fixture';
import { describeLaunch, projectDirectory } from './launch';
import { Canvas } from './pages/canvas';
import { chooseInMenu } from './pages/system';

declare global {
  /** In the app's main process: how often it asked where to save. */
  var saveDialogCount: number | undefined;
}

const titleOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** Takes the whole network away by the Edit menu: an edit that shows. */
async function emptyTheNetwork({ app, page }: Netloom): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await chooseInMenu(app, 'Edit', 'Select All');
  await expect(canvas.nodes.first()).toHaveClass(/selected/);
  await chooseInMenu(app, 'Edit', 'Delete');
  await expect(canvas.nodes).toHaveCount(0);
  await expect.poll(() => titleOf(app)).toBe('• LeNet — Netloom');
}

/** One file for each window with work in it. */
function recoveryCopies(userData: string): string[] {
  const folder = path.join(userData, 'recovery');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /^[a-z0-9]+\.json$/.test(name)).map((name) => path.join(folder, name));
}

/** The copy of the work that a crash leaves, as soon as it holds the emptied network. */
async function waitForRecoveryCopy({ userData }: Netloom): Promise<void> {
  const nodeCount = () => {
    const [file] = recoveryCopies(userData);
    if (file === undefined) return -1;
    return (JSON.parse(readFileSync(file, 'utf8')) as { document: { nodes: unknown[] } }).document.nodes
      .length;
  };
  await expect.poll(nodeCount).toBe(0);
}

test('unsaved work is asked about, saved where its user says, and only then the window goes', async ({
  netloom,
}) => {
  const { app, userData } = netloom;
  const file = path.join(userData, 'mine.json');
  await emptyTheNetwork(netloom);
  await netloom.answerDialogs('Cancel', 'Save', 'Save');
  await app.evaluate(({ dialog }, filePath) => {
    const answers = [
      { canceled: true, filePath: '' },
      { canceled: false, filePath },
    ];
    const showSaveDialog = () => {
      globalThis.saveDialogCount = (globalThis.saveDialogCount ?? 0) + 1;
      return Promise.resolve(answers.shift());
    };
    Object.assign(dialog, { showSaveDialog });
  }, file);

  await closeWindow(app);
  await expect.poll(netloom.shownDialogs).toEqual(['Save the changes to “LeNet”?']);
  await closeWindow(app);
  await expect.poll(() => app.evaluate(() => globalThis.saveDialogCount)).toBe(1);
  expect(await titleOf(app)).toBe('• LeNet — Netloom');
  expect(existsSync(file)).toBe(false);

  const ended = app.waitForEvent('close');
  await closeWindow(app);
  await ended;
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    format: 'netloom',
    name: 'LeNet',
    nodes: [],
  });
  expect(recoveryCopies(userData)).toEqual([]);
});

test('undo, redo and the gallery work from the native menu', async ({ netloom }) => {
  const { app, page } = netloom;
  const canvas = new Canvas(page);
  await emptyTheNetwork(netloom);
  await chooseInMenu(app, 'Edit', 'Undo');
  await expect(canvas.nodes).toHaveCount(14);
  await expect.poll(() => titleOf(app)).toBe('LeNet — Netloom');
  await chooseInMenu(app, 'Edit', 'Redo');
  await expect(canvas.nodes).toHaveCount(0);
  await chooseInMenu(app, 'File', 'Gallery…');
  // The search has the focus: what is typed filters at once.
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('alexnet');
  await expect(page.getByTestId('preset-lenet')).toHaveCount(0);
  await expect(page.getByTestId('preset-alexnet')).toBeVisible();
  // Enter opens what was meant: here in another window, because this one has changes.
  await expect(page.getByTestId('preset-alexnet')).toHaveAttribute('aria-current', 'true');
  const other = app.waitForEvent('window');
  await page.keyboard.press('Enter');
  await expect((await other).getByRole('heading', { level: 1 })).toContainText('AlexNet');
});

test('the window comes back by itself after its page crashed, with the work as it was', async ({
  netloom,
}) => {
  expectErrors('process ended');
  const { app, page } = netloom;
  await emptyTheNetwork(netloom);
  await waitForRecoveryCopy(netloom);
  // The test's own line to the page ends with the page's process; main still has one. A crashed page never answers it.
  const nodeCount = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return -1;
      return contents.executeJavaScript(
        'document.body.innerText.includes("was recovered") ? document.querySelectorAll(".react-flow__node").length : -1',
      ) as Promise<number>;
    });
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
  await expect.poll(nodeCount).toBe(0);
  await expect.poll(() => titleOf(app)).toBe('• LeNet — Netloom');
});

test('a window that fails again and again offers safe mode, which keeps the work aside', async ({
  netloom,
}) => {
  expectErrors('process ended');
  expectErrors('fails again and again');
  const { app, userData } = netloom;
  await emptyTheNetwork(netloom);
  await waitForRecoveryCopy(netloom);
  await netloom.answerDialogs('Safe Mode: Without the Network');
  const isBack = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return false;
      return contents.executeJavaScript('document.querySelector("h1") !== null') as Promise<boolean>;
    });
  const pid = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  for (let crash = 0; crash < 4; crash += 1) {
    await expect.poll(isBack).toBe(true);
    const before = await pid();
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    // A page that is about to crash never answers.
    await expect.poll(pid).not.toBe(before);
  }
  await expect.poll(netloom.shownDialogs).toEqual(['The window crashed several times in a row.']);
  await expect.poll(isBack).toBe(true);
  await expect.poll(() => titleOf(app)).toBe('LeNet — Netloom');
  const aside = readdirSync(path.join(userData, 'recovery')).filter((name) => /-\d+\.json$/.test(name));
  expect(aside).toHaveLength(1);
});

test('work outlives the app being killed', async ({ netloom }) => {
  const { app, userData } = netloom;
  await emptyTheNetwork(netloom);
  await waitForRecoveryCopy(netloom);
  const ended = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await ended;

  const again = await electron.launch(describeLaunch(userData));
  const page = await again.firstWindow();
  await expect(page.getByText('Your unsaved work on “LeNet” was recovered.')).toBeVisible();
  await expect.poll(() => titleOf(again)).toBe('• LeNet — Netloom');
  await expect(page.locator('.react-flow__node')).toHaveCount(0);
  await again.evaluate(({ dialog }) => {
    // Don't save.
    Object.assign(dialog, { showMessageBox: () => Promise.resolve({ response: 1, checkboxChecked: false }) });
  });
  await again.close();
});

test('a second start brings its file to the window that is there, and says why a file is none', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const { executablePath, args, env } = describeLaunch(userData);
  const startAgain = (file: string) =>
    new Promise((resolve) => {
      spawn(executablePath, [...args, file], { env }).once('exit', resolve);
    });
  expect(await startAgain(path.join(projectDirectory, 'presets', 'vgg.json'))).toBe(0);
  await expect.poll(() => titleOf(app)).toBe('VGG-11 — Netloom');

  const broken = path.join(userData, 'broken.json');
  writeFileSync(broken, '{"format": "netloom",');
  await startAgain(broken);
  await expect(
    page.getByText(
      '“broken.json” is not a Netloom network: The file ends on line 1, but the bracket { of line 1 is still open.',
    ),
  ).toBeVisible();
  expect(await titleOf(app)).toBe('VGG-11 — Netloom');
});

test('the window comes back where and as large as it was closed', async ({ netloom }) => {
  const { app, userData } = netloom;
  await new Canvas(netloom.page).waitForLayout();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1100, height: 700 }),
  );
  const boundsOf = (application: ElectronApplication) =>
    application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const bounds = await boundsOf(app);
  expect(bounds).toMatchObject({ width: 1100, height: 700 });
  await app.close();
  const again = await electron.launch(describeLaunch(userData));
  await again.firstWindow();
  expect(await boundsOf(again)).toEqual(bounds);
  await again.close();
});
