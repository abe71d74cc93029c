import type { SshMachine } from '../src/testing/ssh-machine';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { startMachine, stopMachine } from './pages/machines';
import { TrainingPanel } from './pages/training-panel';
import { PICTURE_SIZE, takePicture } from './take-picture';
import { takePictures } from './views/album';
import { walkClasses, walkMasks, walkNumbers } from './views/data-views';
import { walkEditor } from './views/editor-views';
import { walkLayers } from './views/layer-views';
import { walkMachines } from './views/machine-views';
import { WALKS_OF_NETWORKS } from './views/network-views';
import { walkProjects } from './views/project-views';
import { walkStates } from './views/state-views';
import { TARGETS_OF_WALK, walkTarget } from './views/target-views';
import { walkWorkbench } from './views/workbench-views';

/** Pictures of every view for the README and docs/views.md: see e2e/README.md. */

test.use({ settings: { isTourDone: true }, launchArguments: ['--use-fake-device-for-media-stream'] });
test.beforeEach(({ netloom }) => netloom.resize(PICTURE_SIZE.width, PICTURE_SIZE.height));

test('LeNet in training', async ({ netloom }) => {
  test.setTimeout(240_000);
  const panel = new TrainingPanel(netloom.page);
  await new Canvas(netloom.page).waitForLayout();
  await netloom.page.getByRole('button', { name: 'Fit to window' }).first().click();
  await panel.train.click();
  await expect(netloom.page.getByTestId('epoch-8')).toBeVisible({ timeout: 200_000 });
  await panel.waitForSteps();
  await takePicture(netloom, 'training');
});

test.describe('at the first start', () => {
  test.use({ settings: { isTourDone: false } });

  test('the views for building networks', async ({ netloom }) => {
    test.setTimeout(500_000);
    await walkEditor(netloom, takePictures(netloom));
  });
});

test('the views that have to do with files', async ({ netloom }) => {
  test.setTimeout(500_000);
  await walkProjects(netloom, takePictures(netloom));
});

test('the views for training and its results', async ({ netloom }) => {
  test.setTimeout(900_000);
  await walkWorkbench(netloom, takePictures(netloom), { epochs: 4, sweepEpochs: 1 });
});

test('the training panel of runs that did not end well', async ({ netloom }) => {
  await walkStates(netloom, takePictures);
});

test.describe('beside another machine', () => {
  let machine: SshMachine | null = null;
  test.beforeAll(async () => {
    machine = await startMachine();
  });
  test.afterAll(() => stopMachine(machine));

  test('the views that have to do with other machines', async ({ netloom }) => {
    test.skip(machine === null, 'no sshd, or no namespaces');
    test.slow();
    if (machine !== null) await walkMachines(netloom, machine, takePictures(netloom));
  });
});

for (const target of TARGETS_OF_WALK) {
  test(`the views of networks whose target is: ${target}`, async ({ netloom }) => {
    await walkTarget(netloom, target, takePictures(netloom));
  });
}

for (const [what, walk] of WALKS_OF_NETWORKS) {
  test(`the views of networks with ${what}`, async ({ netloom }) => {
    test.setTimeout(400_000);
    await walk(netloom, takePictures(netloom));
  });
}

for (const [kind, walk] of [
  ['several classes', walkClasses],
  ['numbers', walkNumbers],
  ['masks', walkMasks],
] as const) {
  test(`the data browser and results of examples with ${kind}`, async ({ netloom }) => {
    test.setTimeout(400_000);
    await walk(netloom, takePictures(netloom));
  });
}

test('every layer of the list', async ({ netloom }) => {
  test.skip(process.env.NETLOOM_SCREENSHOTS !== 'all', 'no page shows them');
  test.setTimeout(900_000);
  await walkLayers(netloom, takePictures(netloom));
});
