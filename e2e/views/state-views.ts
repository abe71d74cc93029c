import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom } from '../fixture';
import { projectDirectory } from '../launch';
import { Canvas } from '../pages/canvas';
import { openPreset } from '../pages/library';
import { answerOpenDialogs } from '../pages/system';
import { TrainingPanel } from '../pages/training-panel';
import type { Visit } from './look';

/** More images at a time than the memory of any machine holds for AlexNet. */
const TOO_MANY = 60_000;

/**
 * What the training panel says when a run does not just come to its end: stopped, of another network, failed, left behind by the last session; and
 * where the data is not here. The window has just started with LeNet; the app is started again on the way, so that visits come from the new window.
 */
export async function walkStates(netloom: Netloom, visitOf: (netloom: Netloom) => Visit): Promise<void> {
  await visitEndings(netloom, visitOf(netloom));
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openPreset(page, 'lenet');
  await panel.show();
  await panel.train.click();
  await panel.waitForSteps();
  await panel.pause.click();
  await panel.expectPanelState('paused');
  const size = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
  const later = await netloom.startAgain();
  await later.resize(size.width, size.height);
  await visitLater(later, visitOf(later));
}

async function visitEndings({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  await canvas.waitForLayout();
  await panel.train.click();
  await panel.waitForSteps();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await visit('stopped');
  await canvas.select('sigmoid4');
  await page.keyboard.press('Shift+Delete');
  await panel.show();
  await panel.resume.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await visit('resume-question');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByTestId('undo').click();
  await openPreset(page, 'alexnet');
  await canvas.waitForLayout();
  await panel.show();
  await expect(page.getByTestId('other-run')).toBeVisible();
  await expect(page.getByTestId('time-estimate')).toBeVisible();
  await visit('other-run');
  await panel.set('Batch size', TOO_MANY);
  await panel.train.click();
  await panel.expectPanelState('failed');
  await visit('failed');
  await page.getByTestId('undo').click();
}

async function visitLater({ app, page, userData }: Netloom, visit: Visit): Promise<void> {
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  await panel.show();
  await panel.expectPanelState('waiting-paused');
  await visit('waiting');
  await page.getByTestId('dismiss-waiting').click();
  const file = path.join(userData, 'resnet-18.json');
  copyFileSync(path.join(projectDirectory, 'presets', 'resnet-18.json'), file);
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await panel.expectPanelState('no-data');
  await new Canvas(page).waitForLayout();
  await page.getByTestId('find-dataset').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await visit('no-data');
  await page.keyboard.press('Escape');
}
