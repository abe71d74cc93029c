import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { findViolations } from './accessibility';
import { expect, type Netloom, test } from './fixture';
import { describeLaunch, projectDirectory } from './launch';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs, answerSaveDialogs, chooseInMenu, windowTitles } from './pages/system';
import { TrainingPanel } from './pages/training-panel';

interface SavedNetwork {
  readonly name: string;
  readonly nodes: readonly { readonly id: string }[];
}

/** A copy of a preset that the test may change. */
function ownCopy({ userData }: Netloom, preset: string, name: string): string {
  const file = path.join(userData, 'files', name);
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(path.join(projectDirectory, 'presets', `${preset}.json`), file);
  return file;
}

function readNetwork(file: string): SavedNetwork {
  return JSON.parse(readFileSync(file, 'utf8')) as SavedNetwork;
}

/** What another program would write: the network under another name, with one node less. */
function changeFromOutside(file: string, name: string): void {
  const network = readNetwork(file);
  writeFileSync(file, JSON.stringify({ ...network, name }));
}

async function openFile({ app, page }: Netloom, file: string): Promise<void> {
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
}

/** An edit that shows: the node goes, and its wires with it. */
async function deleteNode(page: Page, id: string): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await canvas.select(id);
  await page.keyboard.press('Delete');
  await expect(canvas.node(id)).toHaveCount(0);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('each project has its window; an open file brings its own to the front; quitting asks each', async ({
  netloom,
}) => {
  const { app, page } = netloom;
  const one = ownCopy(netloom, 'lenet', 'one.netloom');
  const two = ownCopy(netloom, 'vgg', 'two.json');
  await new Canvas(page).waitForLayout();

  // The first window holds no work: the file is shown there.
  await openFile(netloom, one);
  await expect.poll(() => windowTitles(app)).toEqual(['LeNet — Netloom']);
  const opened = app.waitForEvent('window');
  await openFile(netloom, two);
  const second = await opened;
  await expect(heading(second)).toHaveText('VGG-11');
  expect(await windowTitles(app)).toEqual(['LeNet — Netloom', 'VGG-11 — Netloom']);

  // Settings are everybody's: what one window chooses, the others show at once.
  await second.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await second.getByRole('menuitemradio', { name: 'Dark' }).click();
  await second.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await openFile(netloom, one);
  await openFile(netloom, path.join(path.dirname(one), '..', 'files', 'two.json'));
  await second.getByRole('button', { name: 'File', exact: true }).click();
  await second.getByRole('menuitem', { name: 'Open “one.netloom”' }).click();
  expect(await windowTitles(app)).toHaveLength(2);

  // An edit belongs to its window; a file to the window that shows it.
  await deleteNode(second, 'flatten');
  await expect.poll(() => windowTitles(app)).toEqual(['LeNet — Netloom', '• VGG-11 — Netloom']);
  await answerSaveDialogs(app, one);
  await second.keyboard.press('Control+Shift+s');
  await expect(second.getByText('“one.netloom” is open in another window.')).toBeVisible();
  expect(readNetwork(one).name).toBe('LeNet');

  // A new network goes to its own window, too.
  const third = app.waitForEvent('window');
  await page.keyboard.press('Control+n');
  await expect(heading(await third)).toHaveText('Untitled network');

  await deleteNode(page, 'flatten');
  await netloom.answerDialogs("Don't Save", 'Cancel');
  await app.evaluate(({ app: electronApp }) => electronApp.quit());
  await expect
    .poll(netloom.shownDialogs)
    .toEqual(['Save the changes to “LeNet”?', 'Save the changes to “VGG-11”?']);
  // Canceled at the second: nothing was closed, nothing lost.
  expect(await windowTitles(app)).toHaveLength(3);

  await netloom.answerDialogs("Don't Save", 'Save');
  const ended = app.waitForEvent('close');
  await app.evaluate(({ app: electronApp }) => electronApp.quit());
  await ended;
  expect(readNetwork(one).nodes.some(({ id }) => id === 'flatten')).toBe(true);
  expect(readNetwork(two).nodes.some(({ id }) => id === 'flatten')).toBe(false);
});

test('a file dragged into the window is opened', async ({ netloom }) => {
  const { page } = netloom;
  const file = ownCopy(netloom, 'vgg', 'dragged.netloom');
  await new Canvas(page).waitForLayout();
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await expect(heading(page)).toHaveText('VGG-11');

  // A page cannot claim that a file was dragged: it has no such channel.
  const claim = await page.evaluate((filePath) => {
    const bridge = Reflect.get(window, 'netloom') as {
      invoke(channel: string, request: unknown): Promise<unknown>;
    };
    return bridge.invoke('project:open-dropped', { filePath }).then(
      () => 'taken',
      (error: unknown) => String(error),
    );
  }, file);
  expect(claim).toContain('There is no channel');
});

test('a file that another program changes is loaded again, or asked about, and never written over', async ({
  netloom,
}) => {
  const { page } = netloom;
  const file = ownCopy(netloom, 'lenet', 'shared.netloom');
  await new Canvas(page).waitForLayout();
  await openFile(netloom, file);
  await expect(heading(page)).toHaveText('LeNet');

  await test.step('without unsaved work it is loaded, and Undo takes that back', async () => {
    changeFromOutside(file, 'Theirs');
    await expect(heading(page)).toHaveText('Theirs');
    await expect(page.getByText('“shared.netloom” was changed by another program')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(heading(page)).toHaveText('LeNet');
    await page.keyboard.press('Control+Shift+z');
    await expect(heading(page)).toHaveText('Theirs');
  });

  const dialog = page.getByRole('dialog', { name: 'Changed by another program' });
  await test.step('with unsaved work it is a question, and saving asks it again', async () => {
    await deleteNode(page, 'flatten');
    changeFromOutside(file, 'Theirs again');
    await expect(dialog).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await netloom.capture('conflict');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('Control+s');
    await expect(dialog.getByText('It was not saved')).toBeVisible();
    expect(readNetwork(file).name).toBe('Theirs again');
  });

  await test.step('loading it gives up one’s own work, until Undo', async () => {
    await dialog.getByRole('button', { name: /^Load the file/ }).click();
    await expect(dialog).toBeHidden();
    await expect(heading(page)).toHaveText('Theirs again');
    await page.keyboard.press('Control+z');
    await expect(heading(page)).toHaveText('Theirs');
    await expect(new Canvas(page).node('flatten')).toHaveCount(0);
  });

  await test.step('replacing it is what the user says', async () => {
    changeFromOutside(file, 'Theirs once more');
    await dialog.getByRole('button', { name: /^Keep mine/ }).click();
    await expect(dialog).toBeHidden();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved as “shared.netloom”.')).toBeVisible();
    expect(readNetwork(file).name).toBe('Theirs');
  });

  await test.step('a file that is gone is said to be, and comes back by saving', async () => {
    rmSync(file);
    await expect(page.getByText('was moved or deleted by another program')).toBeVisible();
    await expect.poll(() => windowTitles(netloom.app)).toEqual(['• Theirs — Netloom']);
    await page.keyboard.press('Control+s');
    await expect.poll(() => existsSync(file)).toBe(true);
  });
});

test('every save keeps a version that can be brought back', async ({ netloom }) => {
  const { app, page } = netloom;
  const file = path.join(netloom.userData, 'mine.netloom');
  const canvas = new Canvas(page);
  const dialog = page.getByRole('dialog', { name: 'Version history' });
  const versions = dialog.getByTestId('version');
  await canvas.waitForLayout();
  await chooseInMenu(app, 'File', 'Version History…');
  await expect(dialog.getByText('This network has no file yet')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await answerSaveDialogs(app, file);
  await page.keyboard.press('Control+s');
  await expect.poll(() => existsSync(file)).toBe(true);
  await deleteNode(page, 'flatten');
  await page.keyboard.press('Control+s');
  await expect.poll(() => windowTitles(app)).toEqual(['LeNet — Netloom']);
  await deleteNode(page, 'pool2');

  await page.keyboard.press('Control+Shift+h');
  await expect(versions).toHaveCount(2);
  await expect(versions.nth(0)).toContainText('Saved last');
  await expect(versions.nth(0)).toContainText('1 removed');
  await expect(versions.nth(1)).toContainText('First version');
  expect(await findViolations(page)).toEqual([]);
  await netloom.capture('versions');

  await versions
    .nth(1)
    .getByRole('button', { name: /^Restore/ })
    .click();
  await expect(dialog).toBeHidden();
  await expect(canvas.node('flatten')).toBeVisible();
  await expect.poll(() => windowTitles(app)).toEqual(['• LeNet — Netloom']);
  await page.keyboard.press('Control+z');
  await expect(canvas.node('flatten')).toHaveCount(0);
  await expect(canvas.node('pool2')).toHaveCount(0);

  await page.keyboard.press('Control+Shift+h');
  const copy = app.waitForEvent('window');
  await versions
    .nth(1)
    .getByRole('button', { name: /^Open as a copy/ })
    .click();
  await expect(heading(await copy)).toHaveText(/^LeNet \(/);
});

test('a report holds what developers need and nothing of the user’s', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  await chooseInMenu(app, 'Help', 'Report a Problem…');
  const dialog = page.getByRole('dialog', { name: 'Report a problem' });
  const text = dialog.getByRole('textbox', { name: 'The report' });
  await expect(text).toHaveValue(/Netloom .*\nElectron \d+.*\n[\s\S]*Memory: [\s\S]*info Netloom/);
  const report = await text.inputValue();
  expect(report).not.toContain(userData);
  expect(report).not.toContain(process.env.HOME ?? '/root/');
  expect(await findViolations(page)).toEqual([]);
  await netloom.capture('report');

  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(report);
  const file = path.join(userData, 'report.txt');
  await answerSaveDialogs(app, file);
  await dialog.getByRole('button', { name: 'Save as a file…' }).click();
  await expect(page.getByText('Saved as “report.txt”.')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('Electron');
});

test('a save that fails is said at once, and the work stays here and in its copy', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  const folder = path.join(userData, 'stick');
  mkdirSync(folder);
  await deleteNode(page, 'flatten');
  await answerSaveDialogs(
    app,
    path.join(folder, 'mine.netloom'),
    '/dev/full/mine.netloom',
    '/proc/mine.netloom',
  );
  rmSync(folder, { recursive: true });
  for (let time = 0; time < 3; time += 1) {
    await page.keyboard.press('Control+s');
    await expect(
      page.getByText(/no longer exists. Save it somewhere else|does not have access|cannot be written/),
    ).toBeVisible();
    expect(await windowTitles(app)).toEqual(['• LeNet — Netloom']);
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
  }
});

test('a full disk is said at once; nothing is lost, and saving works again when there is room', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const file = path.join(userData, 'mine.netloom');
  await new Canvas(page).waitForLayout();
  await setDiskFull(netloom, true);
  await deleteNode(page, 'flatten');
  await expect(
    page.getByText('The backup copy of your unsaved work cannot be written: the disk is full (ENOSPC).'),
  ).toBeVisible();
  await answerSaveDialogs(app, file, file);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('The disk is full: “mine.netloom” was not saved')).toBeVisible();
  expect(await windowTitles(app)).toEqual(['• LeNet — Netloom']);

  await setDiskFull(netloom, false);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Backups of your unsaved work are being written again.')).toBeVisible();
  await expect.poll(() => windowTitles(app)).toEqual(['LeNet — Netloom']);
  expect(readNetwork(file).nodes.some(({ id }) => id === 'flatten')).toBe(false);
});

test('the work of every window outlives the app being killed, and each comes back to its file', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const one = ownCopy(netloom, 'lenet', 'one.netloom');
  await new Canvas(page).waitForLayout();
  await openFile(netloom, one);
  const opened = app.waitForEvent('window');
  await openFile(netloom, ownCopy(netloom, 'vgg', 'two.netloom'));
  const second = await opened;
  await deleteNode(page, 'flatten');
  await deleteNode(second, 'flatten');
  await expect.poll(() => editedCopies(userData)).toBe(2);
  const ended = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await ended;

  const again = await electron.launch(describeLaunch(userData));
  await expect
    .poll(async () => [...(await windowTitles(again))].sort())
    .toEqual(['• LeNet — Netloom', '• VGG-11 — Netloom']);
  const lenet = await windowWith(again, 'LeNet');
  await expect(new Canvas(lenet).node('flatten')).toHaveCount(0);
  await lenet.keyboard.press('Control+s');
  await expect(lenet.getByText('Saved as “one.netloom”.')).toBeVisible();
  expect(readNetwork(one).nodes.some(({ id }) => id === 'flatten')).toBe(false);

  // The offer to give the recovered work up brings back what is on disk.
  const vgg = await windowWith(again, 'VGG-11');
  await vgg.getByRole('button', { name: 'Discard' }).click();
  await expect(new Canvas(vgg).node('flatten')).toBeVisible();
  await expect
    .poll(async () => [...(await windowTitles(again))].sort())
    .toEqual(['LeNet — Netloom', 'VGG-11 — Netloom']);
  await again.close();
});

/** Copies of unsaved work that a crash would leave now. */
function editedCopies(userData: string): number {
  const folder = path.join(userData, 'recovery');
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^[a-z0-9]+\.json$/.test(name))
    : [];
  const copies = names.map(
    (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { isEdited: boolean },
  );
  return copies.filter(({ isEdited }) => isEdited).length;
}

async function windowWith(app: ElectronApplication, name: string): Promise<Page> {
  for (const page of app.windows()) {
    if ((await heading(page).textContent()) === name) return page;
  }
  throw new Error(`No window shows ${name}.`);
}

/** Has main's files refused as a full disk refuses them. */
async function setDiskFull({ app }: Netloom, isFull: boolean): Promise<void> {
  await app.evaluate((_electron, full) => {
    type Open = (...given: unknown[]) => Promise<unknown>;
    const fs = process.mainModule?.require('node:fs/promises') as { open: Open; openWithRoom?: Open };
    fs.openWithRoom ??= fs.open;
    const { openWithRoom } = fs;
    fs.open = (...given) =>
      full && String(given[1]).includes('w')
        ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
        : openWithRoom(...given);
  }, isFull);
}

test('one network trains at a time, and every window knows which', async ({ netloom }) => {
  const { app, page } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  await panel.set('Epochs', 50);
  await panel.train.click();
  await panel.waitForSteps();

  const opened = app.waitForEvent('window');
  await openFile(netloom, ownCopy(netloom, 'lenet', 'second.netloom'));
  const second = await opened;
  await expect(second.getByText('Another window is training')).toBeVisible();
  const other = new TrainingPanel(second);
  await other.train.click();
  await expect(second.getByText('A training run is in progress.', { exact: false })).toBeVisible();

  // Closing the other window asks nothing and stops nothing.
  await netloom.answerDialogs();
  await second.close();
  expect(await netloom.shownDialogs()).toEqual([]);
  await panel.expectPanelState('training');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
});
