import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { canHaveMachine, HOST, SshMachine } from '../../src/testing/ssh-machine';
import { SlurmStandIn } from '../../src/testing/slurm-stand-in';
import { trainingLimit } from '../fixture';
import { projectDirectory } from '../launch';
import { testFolder } from '../test-data';

/** A small network that trains until it is stopped. */
export const LONG_RUN = {
  ...{ format: 'netloom', version: 1, name: 'Tiny' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'input', to: 'flatten' },
    { from: 'flatten', to: 'dense' },
    { from: 'dense', to: 'output' },
  ],
  training: { epochs: 5000, seed: 5, trainingShare: 0.5, optimizer: { type: 'adam', learningRate: 0.001 } },
};

/** Much work for few weights: what several machines gain most of. */
export const CONVOLUTIONS = {
  ...{ format: 'netloom', version: 1, name: 'Tiny' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv1', type: 'conv2d', parameters: { filters: 64 } },
    { id: 'conv2', type: 'conv2d', parameters: { filters: 64 } },
    { id: 'pool', type: 'globalAveragePooling2d' },
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'input', to: 'conv1' },
    { from: 'conv1', to: 'conv2' },
    { from: 'conv2', to: 'pool' },
    { from: 'pool', to: 'flatten' },
    { from: 'flatten', to: 'dense' },
    { from: 'dense', to: 'output' },
  ],
  training: { epochs: 10, batchSize: 128, optimizer: { type: 'adam', learningRate: 0.001 } },
};

/** Another machine: a real sshd with its own home folder, whose store has the large files already. Null where there can be none. */
export async function startMachine(): Promise<SshMachine | null> {
  const programs = testFolder('openssh');
  if (programs === null || !canHaveMachine()) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-machine-'));
  new SlurmStandIn(slurmFolder(folder));
  const machine = await SshMachine.start(folder, programs, {
    PATH: `${slurmFolder(folder)}:/usr/local/bin:/usr/bin:/bin`,
  });
  process.env.NETLOOM_SSH_CONFIG = machine.environment.NETLOOM_SSH_CONFIG;
  const script = path.join(projectDirectory, 'scripts', 'trainer-package.mjs');
  const { parts } = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as {
    parts: readonly { readonly source: string; readonly sha256: string; readonly path: string }[];
  };
  for (const part of parts) if (part.path !== 'node') machine.putIntoStore(part.source, part.sha256);
  return machine;
}

function slurmFolder(folder: string): string {
  return path.join(folder, 'slurm');
}

/** The Slurm of a machine. */
export function slurmOf(machine: SshMachine): SlurmStandIn {
  return new SlurmStandIn(slurmFolder(machine.folder));
}

/** Takes it away, with its files. */
export async function stopMachine(machine: SshMachine | null): Promise<void> {
  delete process.env.NETLOOM_SSH_CONFIG;
  await machine?.stop();
}

/** The dialog with other machines, and where runs train. */
export class Machines {
  readonly dialog: Locator;
  readonly card: Locator;
  readonly trainer: Locator;
  readonly place: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: 'Other machines' });
    this.card = this.dialog.getByTestId('machine');
    this.trainer = this.dialog.getByTestId('machine-trainer');
    this.place = page.getByTestId('run-place');
  }

  async open(): Promise<void> {
    await this.#page.getByTitle('Settings', { exact: true }).click();
    await this.#page.getByRole('menuitem', { name: 'Other machines…' }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Adds the machine of the tests, and has it get the trainer. */
  async addAndInstall(): Promise<void> {
    await this.open();
    await this.dialog.getByRole('button', { name: HOST, exact: true }).click();
    await this.dialog.getByTestId('add-machine').click();
    await expect(this.trainer).toBeVisible();
    if ((await this.trainer.textContent()) === 'not installed yet') {
      await this.dialog.getByTestId('install-trainer').click();
    }
    await expect(this.trainer).toHaveText('installed, ready to train', { timeout: trainingLimit() });
    await this.#page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }

  /** Has the next run train there. */
  async choose(name: string): Promise<void> {
    await this.#page.getByTestId('train-on').click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }
}
