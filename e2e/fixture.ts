import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { describeLaunch } from './launch';
import { processesOf, trainersOf } from './processes';

/** Settings as the app keeps them; what is not given is its default, in English and light. */
export interface WindowSettings {
  readonly language?: 'en' | 'zh-Hant';
  readonly theme?: 'light' | 'dark';
  /** Whether the guided tour has been seen: otherwise its card lies over the canvas. */
  readonly isTourDone?: boolean;
}

/** The app in a window, as a user has it. */
export interface Netloom {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Sets the size of the page, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** Attaches a picture of the window to the report. */
  capture(name: string): Promise<void>;
  /** Attaches measured figures to the report. */
  attachFigures(name: string, figures: unknown): Promise<void>;
  /** Answers the system's next message boxes with the button of each label; others stay unanswered by the test's will. */
  answerDialogs(...labels: readonly string[]): Promise<void>;
  /** Messages of the message boxes shown since `answerDialogs`. */
  shownDialogs(): Promise<readonly string[]>;
  /** Process ids of trainers, the waiting one included. */
  trainerPids(): readonly number[];
  /** Quits the app as its user does, without saving, and starts it again with the same user data. */
  startAgain(): Promise<Netloom>;
}

interface Fixtures {
  readonly settings: WindowSettings;
  /** Further arguments to start the app with: Chromium's own devices for tests. */
  readonly launchArguments: readonly string[];
  readonly netloom: Netloom;
}

export { expect };

/** How long a training may take, in milliseconds: it is most of what a test does that waits for one. */
export const trainingLimit = () => 0.6 * test.info().timeout;

/**
 * The one way tests get at the app: started as users start it, with its own empty user data. A test fails on any error on the
 * page's console, any uncaught exception, any error in the app's log and any process left behind.
 */
export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  launchArguments: [[], { option: true }],
  netloom: async ({ settings, launchArguments }, use, testInfo) => {
    const userData = mkdtempSync(path.join(tmpdir(), 'netloom-e2e-'));
    writeFileSync(
      path.join(userData, 'settings.json'),
      JSON.stringify({ language: 'en', theme: 'light', ...settings }),
    );
    const errors: string[] = [];
    const start = async (): Promise<Netloom> => {
      const launch = describeLaunch(userData);
      const app = await electron.launch({ ...launch, args: [...launch.args, ...launchArguments] });
      const page = await app.firstWindow();
      collectErrors(page, errors);
      running = { app, page, isClosed: false };
      const started = running;
      app.once('close', () => {
        started.isClosed = true;
      });
      return createNetloom(app, page, userData, testInfo, async () => {
        if (!started.isClosed) await closeApp(app);
        return start();
      });
    };
    let running: RunningApp | null = null;
    try {
      await use(await start());
      await attachLastSight(running, testInfo);
    } finally {
      await closeRunning(running);
      const log = readLog(userData);
      await testInfo.attach('app log', { body: log, contentType: 'text/plain' });
      errors.push(...log.split('\n').filter((line) => /^\S+ error /.test(line)));
      const left = await waitForEnd(userData);
      rmSync(userData, { recursive: true, force: true });
      expect
        .soft(
          errors.filter((error) => !isExpected(error, testInfo.annotations)),
          'errors',
        )
        .toEqual([]);
      expect.soft(left, 'processes left behind').toEqual([]);
    }
  },
});

interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  isClosed: boolean;
}

function collectErrors(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
}

/** What the window showed when a test had failed. */
async function attachLastSight(running: RunningApp | null, testInfo: TestInfo): Promise<void> {
  if (running === null || testInfo.status === testInfo.expectedStatus || running.page.isClosed()) return;
  await testInfo.attach('at the end', { body: await running.page.screenshot(), contentType: 'image/png' });
}

async function closeRunning(running: RunningApp | null): Promise<void> {
  if (running !== null && !running.isClosed) await closeApp(running.app);
}

/** Says that errors with this text belong to the test. */
export function expectErrors(text: string): void {
  test.info().annotations.push({ type: 'expected error', description: text });
}

function isExpected(error: string, annotations: readonly { type: string; description?: string }[]): boolean {
  return annotations.some(
    ({ type, description }) =>
      type === 'expected error' && description !== undefined && error.includes(description),
  );
}

function createNetloom(
  app: ElectronApplication,
  page: Page,
  userData: string,
  testInfo: TestInfo,
  startAgain: () => Promise<Netloom>,
): Netloom {
  const attach = async (name: string, extension: string, contentType: string, content: Buffer | string) => {
    // Attaching copies the file to the report, out of the directory that goes when the test ends.
    const file = path.join(userData, `${name.replaceAll(' ', '-')}.${extension}`);
    writeFileSync(file, content);
    await testInfo.attach(name, { path: file, contentType });
  };
  return {
    app,
    page,
    userData,
    resize: async (width, height) => {
      await app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction(
        (size) => window.innerWidth === size.width && window.innerHeight === size.height,
        { width, height },
      );
    },
    capture: async (name) => {
      await attach(name, 'png', 'image/png', await page.screenshot({ animations: 'disabled' }));
    },
    attachFigures: (name, figures) =>
      attach(name, 'json', 'application/json', `${JSON.stringify(figures, null, 2)}\n`),
    answerDialogs: (...labels) => answerDialogs(app, labels),
    shownDialogs: () => app.evaluate(() => globalThis.shownDialogs ?? []),
    trainerPids: () => trainersOf(userData),
    startAgain,
  };
}

declare global {
  /** In the app's main process, while dialogs are answered by a test. */
  var shownDialogs: string[] | undefined;
}

/** The system draws message boxes itself, out of reach: the test takes the user's place where the app asks for an answer. */
async function answerDialogs(app: ElectronApplication, labels: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answers) => {
    const left = [...answers];
    globalThis.shownDialogs = [];
    const answer = (...given: unknown[]) => {
      const options = given[given.length - 1] as { message: string; buttons?: string[] };
      globalThis.shownDialogs?.push(options.message);
      const label = left.shift();
      const response = options.buttons?.indexOf(label ?? '') ?? -1;
      if (response < 0)
        throw new Error(`“${options.message}” has no answer ${label}: ${options.buttons?.join(', ')}`);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox: answer });
  }, labels);
}

/** Closes the window as its user would, without saving. */
async function closeApp(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, {
      showMessageBox: (...given: unknown[]) => {
        const { buttons = [] } = given[given.length - 1] as { buttons?: string[] };
        // Stop and close (of two), or don't save (of three).
        return Promise.resolve({ response: buttons.length === 3 ? 1 : 0, checkboxChecked: false });
      },
    });
  });
  await app.close();
}

function readLog(userData: string): string {
  const file = path.join(userData, 'logs', 'netloom.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Command lines of processes of this app that are still there some seconds after it has ended. */
async function waitForEnd(userData: string): Promise<string[]> {
  const remaining = () => processesOf(userData).map(({ commandLine }) => commandLine);
  let left = remaining();
  for (let waited = 0; left.length > 0 && waited < 5_000; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = remaining();
  }
  return left;
}
