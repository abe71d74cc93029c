import { HOST, type SshMachine } from '../../src/testing/ssh-machine';
import { expect, type Netloom, trainingLimit } from '../fixture';
import { CONVOLUTIONS, Machines, slurmOf } from '../pages/machines';
import { openDocument } from '../pages/own-data';
import { TrainingPanel } from '../pages/training-panel';
import type { Visit } from './look';

const PASSPHRASE = 'correct horse';

/** Every view that has to do with other machines: the list, what ssh asks, an installation, a run that is out of reach for a while, a job of Slurm. */
export async function walkMachines(netloom: Netloom, machine: SshMachine, visit: Visit): Promise<void> {
  await openDocument(netloom, CONVOLUTIONS);
  await visitQuestions(netloom, machine, visit);
  await visitInstallation(netloom, machine, visit);
  await visitTogether(netloom, visit);
  await visitRun(netloom, machine, visit);
  await visitJob(netloom, machine, visit);
}

/** From an empty list to a machine that was looked at. */
async function visitQuestions({ page }: Netloom, machine: SshMachine, visit: Visit): Promise<void> {
  const machines = new Machines(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ssh');
  await page.keyboard.press('Enter');
  await expect(machines.dialog).toBeVisible();
  await visit('machines-none');
  machine.forgetKey('nothing');
  machine.protectKey(PASSPHRASE);
  await machines.dialog.getByRole('button', { name: HOST, exact: true }).click();
  await machines.dialog.getByTestId('add-machine').click();
  await expect(page.getByTestId('host-key')).toContainText(machine.fingerprint);
  await visit('host-key');
  await page.getByTestId('confirm-host-key').click();
  await expect(page.getByTestId('answer-secret')).toBeVisible();
  await visit('passphrase');
  await page.getByLabel('Answer').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(machines.trainer).toHaveText('not installed yet');
  machine.protectKey('');
  await visit('machine-checked');
}

/** The trainer is sent, given up, and sent to its end; then the host key is another one. */
async function visitInstallation({ page }: Netloom, machine: SshMachine, visit: Visit): Promise<void> {
  const { dialog, trainer } = new Machines(page);
  machine.holdTransfers();
  await dialog.getByTestId('install-trainer').click();
  await expect(dialog.getByTestId('install-progress')).toContainText('Sending the trainer');
  await visit('installation');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByTestId('machine-failure')).toContainText('canceled');
  machine.letTransfersGo();
  await dialog.getByTestId('install-trainer').click();
  await expect(trainer).toHaveText('installed, ready to train', { timeout: trainingLimit() });
  await expect(dialog.getByText('Installed: TensorFlow')).toBeVisible();
  await visit('machine');
  machine.forgetKey('another');
  await dialog.getByTestId('check-machine').click();
  await expect(dialog.getByTestId('machine-failure')).toContainText('is not the one that was known');
  await visit('host-key-changed');
  machine.rememberKey();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function visitRun({ page }: Netloom, machine: SshMachine, visit: Visit): Promise<void> {
  const machines = new Machines(page);
  const panel = new TrainingPanel(page);
  await panel.show();
  await machines.choose(HOST);
  await expect(page.getByTestId('time-estimate')).toContainText(HOST);
  await visit('train-on');
  await panel.train.click();
  await panel.waitForSteps();
  await expect(machines.place).toContainText(`Trains on ${HOST}`);
  await visit('training-elsewhere');
  await machine.goDown();
  await expect(page.getByText(`${HOST} is out of reach since`)).toBeVisible();
  await visit('out-of-reach');
  await machine.comeUp();
  await page.getByTestId('reach-now').click();
  await expect(page.getByTestId('reach-now')).toBeHidden();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await visit('stopped-elsewhere');
}

/** Up to the question: the run itself needs a network without anybody else. */
async function visitTogether({ page }: Netloom, visit: Visit): Promise<void> {
  const machines = new Machines(page);
  const panel = new TrainingPanel(page);
  await panel.show();
  await machines.choose('Several machines together…');
  const dialog = page.getByRole('dialog', { name: 'Train on several machines' });
  await dialog.getByRole('checkbox').check();
  await expect(dialog.getByTestId('group-machine')).toContainText('ready to train');
  await expect(dialog.getByTestId('expected-speed')).toBeVisible();
  await visit('choose-machines');
  await dialog.getByTestId('use-machines').click();
  await expect(page.getByTestId('time-estimate')).toContainText('on 2 machines');
  await visit('train-together');
  await panel.train.click();
  await expect(page.getByTestId('expected-speed')).toBeVisible();
  await visit('together-question');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('train-together')).toHaveCount(0);
  await machines.choose('This computer');
}

/** The same machine once more, with runs that are jobs of Slurm. */
async function visitJob({ page }: Netloom, machine: SshMachine, visit: Visit): Promise<void> {
  const machines = new Machines(page);
  const { dialog } = machines;
  const panel = new TrainingPanel(page);
  const slurm = slurmOf(machine);
  await machines.open();
  await dialog.getByLabel('Host', { exact: true }).fill(HOST);
  await dialog.getByLabel('Name', { exact: true }).fill('cluster');
  await dialog.getByTestId('started-by').click();
  await page.getByRole('option', { name: 'By Slurm, as jobs' }).click();
  await dialog.getByLabel('Partition', { exact: true }).fill('gpu8');
  await dialog.getByLabel('Graphics cards', { exact: true }).fill('gpu 1');
  await dialog.getByTestId('add-machine').click();
  await expect(dialog.getByText('“gpu 1” cannot be used')).toBeVisible();
  await visit('machine-refused');
  await dialog.getByLabel('Graphics cards', { exact: true }).fill('gpu:a100:1');
  await dialog.getByLabel('Time limit', { exact: true }).fill('12:00:00');
  await dialog.getByLabel('Nodes', { exact: true }).fill('4');
  await dialog.getByTestId('add-machine').click();
  await expect(dialog.getByText('Do this only in a closed network')).toBeVisible();
  await dialog.getByRole('switch', { name: 'These nodes are in a closed network' }).click();
  await visit('machine-nodes');
  await dialog.getByLabel('Nodes', { exact: true }).fill('');
  await dialog.getByTestId('add-machine').click();
  await expect(dialog.getByTestId('machine-partitions')).toContainText('gpu8');
  await visit('machine-slurm');
  await page.keyboard.press('Escape');
  slurm.hold();
  await machines.choose('cluster');
  await panel.train.click();
  await expect(page.getByTestId('run-queued')).toContainText('PartitionDown');
  await visit('queued');
  slurm.release();
  await panel.waitForSteps();
  await expect(page.getByTestId('run-queued')).toHaveCount(0);
  await panel.stop.click();
  await panel.expectPanelState('stopped');
}
