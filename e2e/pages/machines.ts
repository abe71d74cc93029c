import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { canHaveMachine, SshMachine } from '../../src/testing/ssh-machine';
import { projectDirectory } from '../launch';
import { testFolder } from '../test-data';

/** Another machine: a real sshd with its own home folder, whose store has the large files already. Null where there can be none. */
export async function startMachine(): Promise<SshMachine | null> {
  const programs = testFolder('openssh');
  if (programs === null || !canHaveMachine()) return null;
  const machine = await SshMachine.start(mkdtempSync(path.join(tmpdir(), 'netloom-machine-')), programs);
  process.env.NETLOOM_SSH_CONFIG = machine.environment.NETLOOM_SSH_CONFIG;
  const script = path.join(projectDirectory, 'scripts', 'trainer-package.mjs');
  const { parts } = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as {
    parts: readonly { readonly source: string; readonly sha256: string; readonly path: string }[];
  };
  for (const part of parts) if (part.path !== 'node') machine.putIntoStore(part.source, part.sha256);
  return machine;
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

  /** Has the next run train there. */
  async choose(name: string): Promise<void> {
    await this.#page.getByTestId('train-on').click();
    await this.#page.getByRole('option', { name, exact: true }).click();
  }
}
