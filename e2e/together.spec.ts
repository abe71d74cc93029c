import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HOST, type SshMachine } from '../src/testing/ssh-machine';
import { findViolations } from './accessibility';
import { expect, type Netloom, test, trainingLimit } from './fixture';
import { projectDirectory } from './launch';
import { LONG_RUN, Machines, startMachine, stopMachine } from './pages/machines';
import { openDocument } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { takePictures } from './views/album';

/*
 * A run that this machine trains together with another one, in the real window: a real sshd on loopback. TensorFlow's server listens at all
 * addresses, so all of it is in a network namespace where there is nobody else: the first test runs the others there.
 */

const CLOSED = 'NETLOOM_CLOSED_NETWORK';
const isClosed = process.env[CLOSED] !== undefined;
const ALONE = [
  '--net',
  'sh',
  '-c',
  'export PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up && exec "$0" "$@"',
];
const canClose = process.getuid?.() === 0 && spawnSync('unshare', [...ALONE, 'true']).status === 0;

test.use({ settings: { isTourDone: true } });

test('two machines train together, in a network without any other', async () => {
  test.skip(isClosed, 'it runs the others');
  test.skip(!canClose, 'needs unshare --net as root');
  test.slow();
  const cli = path.join(projectDirectory, 'node_modules/@playwright/test/cli.js');
  const output = path.join(test.info().outputDir, 'inside');
  const inside = spawn(
    'unshare',
    [...ALONE, process.execPath, cli, 'test', 'e2e/together.spec.ts', '--output', output],
    { cwd: projectDirectory, env: { ...process.env, [CLOSED]: '1', NETLOOM_TEST_DISPLAYS: '' } },
  );
  let said = '';
  for (const stream of [inside.stdout, inside.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  }
  const [code] = await once(inside, 'close');
  await test.info().attach('inside', { body: said, contentType: 'text/plain' });
  expect(code, said.slice(-8_000)).toBe(0);
  expect(said).toMatch(/1 passed/);
});

test.describe('beside another machine', () => {
  test.skip(!isClosed, 'the first test runs this one');
  let machine: SshMachine | null = null;
  test.beforeAll(async () => {
    machine = await startMachine();
  });
  test.afterAll(() => stopMachine(machine));

  test('a run is trained with it, ends when it is lost, and is resumed with it and alone', async ({
    netloom,
  }) => {
    test.skip(machine === null, 'no sshd: npm test fetches it');
    test.slow();
    if (machine === null) return;
    const { page } = netloom;
    const panel = new TrainingPanel(page);
    const machines = new Machines(page);
    await openDocument(netloom, LONG_RUN);
    await machines.addAndInstall();
    await panel.show();
    await chooseTogether(netloom);

    await panel.train.click();
    await answerQuestion(netloom, 'train-together');
    await panel.waitForSteps();
    await expect(machines.place).toContainText(`together with ${HOST}`);
    await expect(page.getByTestId('run-identity')).toContainText(`with ${HOST}`);
    await waitForEpoch(netloom, 2);
    await picture(netloom)('training-together');
    await panel.pause.click();
    await panel.expectPanelState('paused');
    await panel.continueRun.click();
    await panel.expectPanelState('training');

    // Its process there goes with the line.
    machine.cut();
    await panel.expectPanelState('interrupted');
    await expect(panel.status).toContainText(`The process on “${HOST}” ended or cannot be reached`);
    await picture(netloom)('a-machine-was-lost');
    const before = epochsOf(netloom).at(-1) ?? 0;

    await panel.resume.click();
    await answerQuestion(netloom, 'train-together');
    await panel.waitForSteps();
    await waitForEpoch(netloom, before + 2);
    await panel.stop.click();
    await panel.expectPanelState('stopped');

    await panel.resume.click();
    await answerQuestion(netloom, 'train-alone');
    await panel.waitForSteps();
    await expect(machines.place).toHaveCount(0);
    await waitForEpoch(netloom, before + 4);
    await panel.stop.click();
    await panel.expectPanelState('stopped');
    const epochs = epochsOf(netloom);
    expect(epochs).toEqual(epochs.map((_, at) => at + 1));
  });
});

/** A picture of the window; with `NETLOOM_SCREENSHOTS=all` in several looks. */
function picture(netloom: Netloom): (name: string) => Promise<void> {
  return process.env.NETLOOM_SCREENSHOTS === 'all' ? takePictures(netloom) : netloom.capture;
}

/** The machine is ticked, looked at, and taken. */
async function chooseTogether(netloom: Netloom): Promise<void> {
  const { page } = netloom;
  await new Machines(page).choose('Several machines together…');
  const dialog = page.getByRole('dialog', { name: 'Train on several machines' });
  await dialog.getByRole('checkbox').check();
  await expect(dialog.getByTestId('group-machine')).toContainText('ready to train');
  await expect(dialog.getByTestId('expected-speed')).toContainText('not worth it');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await picture(netloom)('a-choice-of-machines');
  await dialog.getByTestId('use-machines').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('train-on')).toContainText(`This computer with ${HOST}`);
  await expect(page.getByTestId('time-estimate')).toContainText('on 2 machines');
  await picture(netloom)('to-be-trained-together');
}

async function answerQuestion(netloom: Netloom, answer: 'train-together' | 'train-alone'): Promise<void> {
  const question = netloom.page.getByRole('dialog', { name: 'Train together with 1 machine?' });
  await expect(question.getByTestId('group-names')).toContainText(HOST);
  await expect(question.getByTestId('expected-speed')).toBeVisible();
  if (answer === 'train-together') await picture(netloom)('the-question-before-it');
  await question.getByTestId(answer).click();
  await expect(question).toBeHidden();
}

/** Epochs of the curves of the only run, as they are on the disk. */
function epochsOf({ userData }: Netloom): readonly number[] {
  const runs = path.join(userData, 'runs');
  const [name = ''] = readdirSync(runs);
  const lines = readFileSync(path.join(runs, name, 'events.jsonl'), 'utf8').split('\n');
  const events = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  const epochs = events.filter(({ type }) => type === 'epoch').map(({ point }) => point.epoch as number);
  return [...new Set(epochs)].sort((a, b) => a - b);
}

async function waitForEpoch(netloom: Netloom, number: number): Promise<void> {
  await expect
    .poll(() => epochsOf(netloom).at(-1) ?? 0, { timeout: trainingLimit() })
    .toBeGreaterThanOrEqual(number);
}
