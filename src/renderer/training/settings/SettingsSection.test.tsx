// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDocument } from '../../store/document/document';
import { runsStore } from '../../store/runs/runs';
import { readPreset } from '../../store/testing/documents';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { SettingsSection } from './SettingsSection';

const lenet = readPreset('lenet');

describe('the training settings', () => {
  beforeEach(async () => {
    connectMain({ 'dataset:list': () => ({ datasets: [], damaged: [] }) });
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    await openWindow(lenet);
  });

  it('write what is typed into the document, as one edit', async () => {
    const user = show(<SettingsSection />);
    const field = screen.getByRole('textbox', { name: text('training:epochs') });
    await user.clear(field);
    await user.type(field, '25');
    await user.tab();
    expect(useDocument.getState().document.training.epochs).toBe(25);
    expect(useDocument.getState().past).toHaveLength(1);
  });

  it('say of a run in progress that they are for the next one', () => {
    runsStore.setState({ isStarting: true });
    show(<SettingsSection />);
    expect(screen.getByText(text('training:settingsLocked'))).toBeTruthy();
  });

  it('show that a setting differs from the saved one, and take all back', async () => {
    const user = show(<SettingsSection />);
    const field = screen.getByRole('textbox', { name: text('training:epochs') });
    await user.clear(field);
    await user.type(field, '25');
    await user.tab();
    await user.click(screen.getByRole('button', { name: text('training:resetAll') }));
    expect(useDocument.getState().document.training).toEqual(lenet.training);
    expect(screen.queryByRole('button', { name: text('training:resetAll') })).toBeNull();
  });
});
