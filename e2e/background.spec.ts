import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, type Netloom, test } from './fixture';
import { describeLaunch } from './launch';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** What happens to a run when its window is closed or the app is quit. */

declare global {
  /** In the app's main process: what was sent to the task bar. */
  var taskBar: number[] | undefined;
}

const KEEP = 'Keep Training in the Background';

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

const titleOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

/** Records what is sent to the task bar. Notifications are made as on a desktop that shows them: there is none here. */
async function listen(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, Notification }) => {
    globalThis.taskBar = [];
    Object.assign(Notification, { isSupported: () => true });
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('There is no window.');
    const setProgressBar = window.setProgressBar.bind(window);
    Object.assign(window, {
      setProgressBar: (progress: number) => {
        globalThis.taskBar?.push(progress);
        setProgressBar(progress);
      },
    });
  });
}

/** What a second click on the app's icon does. */
function startOnceMore({ userData }: Netloom): Promise<unknown> {
  const { executablePath, args, env } = describeLaunch(userData);
  return new Promise((resolve) => {
    spawn(executablePath, args, { env }).once('exit', resolve);
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('training continues in the background, a second start brings its window back, and its end is announced', async ({
  netloom,
}) => {
  const { app, page } = netloom;
  const panel = new TrainingPanel(page);
  await listen(app);
  await panel.set('Epochs', 4);
  await panel.train.click();
  await panel.waitForSteps();
  await expect.poll(() => titleOf(app)).toMatch(/^\d+% · • LeNet/);
  await netloom.answerDialogs('Cancel', KEEP, KEEP);
  await closeWindow(app);
  await expect.poll(netloom.shownDialogs).toHaveLength(1);
  expect(await isVisible(app)).toBe(true);

  // The network has unsaved changes: they stay in the window, so that nobody asks about them.
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  await expect(page.getByTestId('epoch-1')).toBeAttached();
  expect(await startOnceMore(netloom)).toBe(0);
  await expect.poll(() => isVisible(app)).toBe(true);
  await panel.waitForSteps();
  await expect(page.getByTestId('epoch-1')).toBeVisible();
  await netloom.capture('back from the background');

  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  await panel.expectPanelState('done');
  // In the task bar again: an app without a window could not be closed.
  await expect.poll(() => isVisible(app)).toBe(true);
  const taskBar = (await app.evaluate(() => globalThis.taskBar)) ?? [];
  expect(Math.max(...taskBar)).toBeGreaterThan(0.5);
  expect(taskBar[taskBar.length - 1]).toBe(-1);
  const log = readFileSync(path.join(netloom.userData, 'logs', 'netloom.log'), 'utf8');
  expect(log).toContain('its end was announced on the desktop');
  await expect.poll(() => titleOf(app)).toBe('• LeNet — Netloom');
});

test('closing a window for good ends its trainer, and quitting keeps the place of its run', async ({
  netloom,
}) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.set('Epochs', 2);
  await panel.train.click();
  await panel.waitForSteps();
  const [pid] = netloom.trainerPids();
  if (pid === undefined) throw new Error('There is no trainer process.');
  await netloom.answerDialogs('Pause and Close', "Don't Save");
  const ended = netloom.app.waitForEvent('close');
  await closeWindow(netloom.app);
  await ended;
  await expect.poll(() => isRunning(pid)).toBe(false);

  const later = await netloom.startAgain();
  const workbench = new Workbench(later.page);
  const again = new TrainingPanel(later.page);
  await workbench.show('Runs');
  await workbench.openRun(0);
  await later.page.getByTestId('resume-run').click();
  await again.show();
  await again.waitForSteps();
  await later.answerDialogs('Pause and Quit');
  const quit = later.app.waitForEvent('close');
  await later.app.evaluate(({ app }) => app.quit());
  await quit;

  const last = await netloom.startAgain();
  await new Workbench(last.page).show('Runs');
  await new Workbench(last.page).openRun(0);
  await expect(last.page.getByTestId('resume-run')).toBeEnabled();
  const offer = new TrainingPanel(last.page);
  await offer.expectPanelState('waiting-paused');
  await last.page.getByTestId('dismiss-waiting').click();
  await offer.expectPanelState('idle');
});
