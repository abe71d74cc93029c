import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import { describeLaunch } from '../launch';

/** An edit of the script, and when the window had carried it out. */
interface Edit {
  readonly number: number;
  readonly at: number;
}

/** What a crash may cost: nothing older than this. */
const OLDEST_LOSS_MILLISECONDS = 2_000;

/**
 * A session of editing and training that a test can break off at any moment. Edits rename the network (`Edit 17`), so that what
 * came back tells which edits were kept. Everything goes through main, because the test's own line to a page ends with the page.
 */
export class ScriptedSession {
  readonly userData = mkdtempSync(path.join(tmpdir(), 'netloom-kills-'));
  /** Age, when the process was killed, of the oldest edit that was lost, kill by kill; 0 where none was. */
  readonly losses: number[] = [];
  #app: ElectronApplication | null = null;
  #edits: Edit[] = [];
  #count = 0;

  constructor() {
    mkdirSync(this.userData, { recursive: true });
    writeFileSync(
      path.join(this.userData, 'settings.json'),
      JSON.stringify({ language: 'en', isTourDone: true }),
    );
  }

  async launch(): Promise<void> {
    this.#app = await electron.launch(describeLaunch(this.userData));
    await this.#app.evaluate(({ dialog }) => {
      // After three crashes a minute the app asks: try again.
      Object.assign(dialog, {
        showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
      });
    });
    await this.#ready();
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('The app does not run.');
    return this.#app;
  }

  /** Edits for so long, as fast as the window takes it. */
  async editFor(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      const number = this.#count + 1;
      const shown = await this.run(`(async () => {
        const field = document.querySelector('[data-testid="inspector"] input[aria-label]');
        if (field === null) return '';
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'Edit ${number}');
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await Promise.resolve();
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 20));
        return document.querySelector('h1').textContent;
      })()`);
      if (shown !== `Edit ${number}`) throw new Error(`Edit ${number} was not carried out: ${shown}`);
      this.#count = number;
      this.#edits.push({ number, at: Date.now() });
    }
  }

  /** Presses Train if nothing trains. */
  async train(): Promise<void> {
    if (['preparing', 'training'].includes(await this.phase())) return;
    await this.run(`(async () => {
      const show = (name) =>
        [...document.querySelectorAll('[role="tab"]')].find((tab) => tab.textContent.startsWith(name))?.click();
      show('Training');
      for (let waited = 0; waited < 100; waited += 1) {
        const button = document.querySelector('[data-testid="start-training"]');
        if (button !== null && !button.disabled) { button.click(); break; }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      show('Inspector');
    })()`);
    await expect.poll(() => this.phase(), { timeout: 30_000 }).toMatch(/preparing|training/);
  }

  /** The phase of the window's run; '' when it has none. */
  async phase(): Promise<string> {
    const phase = await this.run(
      `window.netloom.invoke('run:current').then((reply) => reply.value?.phase ?? '')`,
    );
    return String(phase);
  }

  /** Runs a script in the page. */
  run(script: string): Promise<unknown> {
    return this.app.evaluate(
      ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
      script,
    );
  }

  async pidOfWindow(): Promise<number> {
    return this.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
  }

  async pidsOfTrainers(): Promise<readonly number[]> {
    return this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name }) => name === 'Netloom trainer')
        .map(({ pid }) => pid),
    );
  }

  /** Kills main, or (as a power failure does) every process of the app at once; waits until it is gone. */
  async killApp(all: boolean): Promise<number> {
    const app = this.app;
    const ended = app.waitForEvent('close');
    const pids = all ? await app.evaluate(({ app: main }) => main.getAppMetrics().map(({ pid }) => pid)) : [];
    const at = Date.now();
    app.process().kill('SIGKILL');
    for (const pid of pids) killIfThere(pid);
    await ended;
    this.#app = null;
    return at;
  }

  /** Checks that nothing older than two seconds was lost by the kill at the given moment. */
  async expectKept(killedAt: number): Promise<void> {
    const kept = await this.#keptEdit();
    const lost = this.#edits.filter(({ number }) => number > kept);
    const age = lost.length === 0 ? 0 : killedAt - Math.min(...lost.map(({ at }) => at));
    this.losses.push(age);
    expect(age, `edits lost up to ${age} ms before the kill`).toBeLessThan(OLDEST_LOSS_MILLISECONDS);
    this.#edits = [];
  }

  /** Waits until the page is back and drawn. */
  async #ready(): Promise<void> {
    await expect
      .poll(
        () =>
          this.app.evaluate(({ BrowserWindow }) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            if (!contents || contents.isCrashed() || contents.isLoading()) return false;
            // Shows the network's name, wherever the panel stood.
            return contents.executeJavaScript(`(() => {
              [...document.querySelectorAll('[role="tab"]')].find((tab) => tab.textContent === 'Inspector')?.click();
              return document.querySelector('[data-testid="inspector"] input[aria-label]') !== null;
            })()`) as Promise<boolean>;
          }),
        { timeout: 30_000 },
      )
      .toBe(true);
  }

  async #keptEdit(): Promise<number> {
    await this.#ready();
    const title = await this.run(`document.querySelector('h1').textContent`);
    return Number(/^Edit (\d+)$/.exec(String(title))?.[1] ?? 0);
  }

  errors(): readonly string[] {
    const log = readFileSync(path.join(this.userData, 'logs', 'netloom.log'), 'utf8');
    return log.split('\n').filter((line) => /^\S+ error /.test(line));
  }

  async end(): Promise<void> {
    if (this.#app !== null) {
      const process = this.#app.process();
      const ended = this.#app.waitForEvent('close');
      process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.userData, { recursive: true, force: true });
  }
}

export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone with its parent.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
