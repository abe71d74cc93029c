import type { Page } from '@playwright/test';
import { expect, type Netloom, test } from './fixture';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** Trying a network by camera: Chromium's own picture for tests takes the place of the device. */

/** Streams that the page was given. */
declare global {
  interface Window {
    givenStreams?: MediaStream[];
  }
}

async function showCamera({ page }: Netloom): Promise<Workbench> {
  const workbench = new Workbench(page);
  await new TrainingPanel(page).trainQuickly(1);
  await workbench.show('Results');
  await workbench.root.getByRole('button', { name: 'Try an image' }).click();
  await workbench.root.getByRole('button', { name: 'Camera', exact: true }).click();
  return workbench;
}

/** Keeps what `getUserMedia` gives, to be looked at when the page has let go of it. */
async function watchStreams(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    window.givenStreams = [];
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      window.givenStreams?.push(stream);
      return stream;
    };
  });
}

function states(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (window.givenStreams ?? []).flatMap((stream) =>
      stream.getTracks().map(({ kind, readyState }) => `${kind} ${readyState}`),
    ),
  );
}

/** What a page gets that asks by itself. */
function ask(page: Page, constraints: MediaStreamConstraints): Promise<string> {
  return page.evaluate(
    (wanted) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    constraints,
  );
}

test.describe('with a camera', () => {
  test.use({ launchArguments: ['--use-fake-device-for-media-stream'] });

  test('the camera is on only where and while its user wants it', async ({ netloom }) => {
    const { page } = netloom;
    const workbench = await showCamera(netloom);
    const light = page.getByText('The camera is on');
    const turnOn = page.getByRole('button', { name: 'Turn on camera' });
    await watchStreams(page);
    await expect(turnOn).toBeVisible();
    await expect(light).toBeHidden();
    await netloom.capture('camera off');
    // The page alone gets nothing: no click, no camera.
    expect(await ask(page, { video: true })).toBe('NotAllowedError');

    await turnOn.click();
    await expect(light).toBeInViewport();
    await expect(workbench.prediction).not.toBeEmpty();
    expect(await states(page)).toEqual(['video live']);
    await netloom.capture('camera on');
    // One click is one camera, and never the microphone.
    expect(await ask(page, { video: true })).toBe('NotAllowedError');
    expect(await ask(page, { audio: true })).toBe('NotAllowedError');

    await page.getByRole('button', { name: 'Take picture' }).click();
    await expect(light).toBeHidden();
    await expect(page.getByRole('img', { name: 'Camera picture' })).toBeVisible();
    await expect(page.getByTestId('class-map')).toBeVisible();
    expect(await states(page)).toEqual(['video ended']);
    await netloom.capture('a picture taken');

    const leaves = [
      () => page.getByRole('button', { name: 'Turn off' }).click(),
      () => workbench.root.getByRole('button', { name: 'Draw' }).click(),
      () => workbench.show('Metrics'),
      () => page.evaluate(() => window.dispatchEvent(new Event('blur'))),
    ];
    for (const [number, leave] of leaves.entries()) {
      await workbench.show('Results');
      await workbench.root.getByRole('button', { name: 'Camera', exact: true }).click();
      await turnOn.click();
      await expect(light).toBeVisible();
      await leave();
      await expect(light).toBeHidden();
      expect((await states(page)).slice(number + 1)).toEqual(['video ended']);
    }
    expect(await ask(page, { video: true })).toBe('NotAllowedError');
  });
});

test('without a camera a message says so', async ({ netloom }) => {
  const { page } = netloom;
  await showCamera(netloom);
  await page.getByRole('button', { name: 'Turn on camera' }).click();
  await expect(page.getByRole('alert')).toHaveText('No camera was found. Connect one, then turn it on here.');
  await expect(page.getByText('The camera is on')).toBeHidden();
  await netloom.capture('no camera');
});
