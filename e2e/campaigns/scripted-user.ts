import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import { describeLaunch, projectDirectory } from '../launch';
import { processesOf, trainersOf } from '../processes';

/** An edit of the script, and when the window had carried it out. */
interface Edit {
  readonly number: number;
  readonly at: number;
}

/** A run as the app's list has it. */
interface SavedRun {
  readonly runId: string;
  readonly phase: string;
  readonly isResumable: boolean;
  readonly hasWeights: boolean;
}

/** What a crash may cost: nothing older than this. */
const OLDEST_LOSS_MILLISECONDS = 2_000;

/**
 * A user who edits and trains, and whom a test can interrupt at any moment. Edits rename the network (`Edit 17`), so that what
 * came back shows which edits were kept. Everything goes through main, because the test's own line to a page ends with the page.
 */
export class ScriptedUser {
  readonly userData = mkdtempSync(path.join(tmpdir(), 'netloom-kills-'));
  /** Age, when the process was killed, of the oldest edit that was lost, kill by kill; 0 where none was. */
  readonly losses: number[] = [];
  #app: ElectronApplication | null = null;
  #edits: Edit[] = [];
  #count = 0;
  #isFirst = true;
  /** The run that was started or resumed last. */
  #runId = '';
  /** Runs that were resumed: at a checkpoint, and at their beginning because there was none. */
  readonly resumed = { atCheckpoint: 0, atBeginning: 0 };

  constructor() {
    mkdirSync(this.userData, { recursive: true });
    writeFileSync(
      path.join(this.userData, 'settings.json'),
      JSON.stringify({ language: 'en', isTourDone: true }),
    );
  }

  async launch(): Promise<void> {
    const launch = describeLaunch(this.userData);
    // The first time a file is opened; later the app finds the work again by itself.
    const files = this.#isFirst ? [this.#writeNetwork()] : [];
    this.#isFirst = false;
    this.#app = await electron.launch({ ...launch, args: [...launch.args, ...files] });
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

  /** Lets a network train, if none does: the run that a kill interrupted continues, or one begins by the button. */
  async train(): Promise<void> {
    if (['preparing', 'training'].includes(await this.phase())) return;
    const interrupted = (await this.#runs()).find(({ phase }) => phase === 'interrupted');
    if (interrupted === undefined) await this.#pressTrain();
    else await this.#resume(interrupted);
  }

  /** The state of the run that a kill interrupted: it continues, is done, or can be resumed. */
  async expectRunSaved(): Promise<void> {
    if (this.#runId === '') return;
    const run = (await this.#runs()).find(({ runId }) => runId === this.#runId);
    expect(run, `${this.#runId} is kept`).toBeDefined();
    expect(run?.phase, this.#runId).toMatch(/preparing|training|done|interrupted/);
    if (run?.phase === 'interrupted') expect(run.isResumable, this.#runId).toBe(true);
  }

  /** LeNet with several checkpoints a second, so that kills meet them, and more epochs than a campaign lasts. */
  #writeNetwork(): string {
    const preset = readFileSync(path.join(projectDirectory, 'presets', 'lenet.json'), 'utf8');
    const network = JSON.parse(preset) as { readonly training: object };
    const training = { ...network.training, checkpointEpochs: 0.1, epochs: 2_000 };
    const file = path.join(this.userData, 'network.json');
    writeFileSync(file, JSON.stringify({ ...network, training }));
    return file;
  }

  async #resume({ runId, hasWeights }: SavedRun): Promise<void> {
    this.#runId = runId;
    await this.run(`window.netloom.invoke('run:resume', { runId: '${runId}' })`);
    await expect.poll(() => this.phase()).toMatch(/training|done/);
    if (hasWeights) this.resumed.atCheckpoint += 1;
    else this.resumed.atBeginning += 1;
  }

  async #runs(): Promise<readonly SavedRun[]> {
    const runs = await this.run(`window.netloom.invoke('runs:list').then((reply) => reply.value)`);
    return runs as readonly SavedRun[];
  }

  async #pressTrain(): Promise<void> {
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
    await expect.poll(() => this.phase()).toMatch(/preparing|training/);
    const runId = await this.run(
      `window.netloom.invoke('run:current').then((reply) => reply.value?.runId ?? '')`,
    );
    this.#runId = String(runId);
  }

  /** The phase of the window's run; '' when it has none. */
  async phase(): Promise<string> {
    const phase = await this.run(
      `window.netloom.invoke('run:current').then((reply) => reply.value?.status.phase ?? '')`,
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

  pidsOfTrainers(): readonly number[] {
    return trainersOf(this.userData);
  }

  /** Kills main, or (as a power failure does) every process of the app at once; waits until it is gone. */
  async killApp(all: boolean): Promise<number> {
    const app = this.app;
    const ended = app.waitForEvent('close');
    const pids = all ? processesOf(this.userData).map(({ pid }) => pid) : [];
    const at = Date.now();
    app.process().kill('SIGKILL');
    for (const pid of pids) killIfThere(pid);
    await ended;
    this.#app = null;
    return at;
  }

  /** Checks that nothing older than two seconds was lost by the kill at the given moment. */
  async expectKept(killedAt: number): Promise<void> {
    const kept = await this.#savedEdit();
    const lost = this.#edits.filter(({ number }) => number > kept);
    const age = lost.length === 0 ? 0 : killedAt - Math.min(...lost.map(({ at }) => at));
    this.losses.push(age);
    expect(age, `edits lost up to ${age} ms before the kill`).toBeLessThan(OLDEST_LOSS_MILLISECONDS);
    this.#edits = [];
  }

  /** Waits until the page is back and drawn. */
  async #ready(): Promise<void> {
    await expect
      .poll(() =>
        this.app.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (!contents || contents.isCrashed() || contents.isLoading()) return false;
          // Shows the network's name, wherever the panel was.
          return contents.executeJavaScript(`(() => {
              [...document.querySelectorAll('[role="tab"]')].find((tab) => tab.textContent === 'Inspector')?.click();
              return document.querySelector('[data-testid="inspector"] input[aria-label]') !== null;
            })()`) as Promise<boolean>;
        }),
      )
      .toBe(true);
  }

  async #savedEdit(): Promise<number> {
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
