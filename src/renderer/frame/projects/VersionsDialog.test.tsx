// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProjectVersion } from '../../../contract/contract';
import { useDocument } from '../../store/document/document';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { VersionsDialog } from './VersionsDialog';

const now = readPreset('lenet');
const before = { ...now, name: 'LeNet as it was' };
const version = (id: string, hoursAgo: number): ProjectVersion => ({
  id,
  savedAt: Date.now() - hoursAgo * 3_600_000,
  bytes: 2_048,
  nodeCount: now.nodes.length,
  difference: null,
});

describe('the versions of a file', () => {
  let main: MainProcess;
  let versions: readonly ProjectVersion[];

  beforeEach(async () => {
    versions = [version('newest', 0), version('older', 50)];
    main = connectMain({
      'history:list': () => versions,
      'history:read': () => ({ document: before }) as never,
      'window:open': () => null as never,
    });
    await openWindow(now);
  });

  async function openDialog() {
    const user = show(<VersionsDialog />);
    act(() => useView.getState().openDialog('versions'));
    return user;
  }

  it('are listed with the newest marked, which needs no restoring', async () => {
    await openDialog();
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    const [newest, older] = screen.getAllByText(text('projects:versions.restore'));
    expect(newest?.closest('button')).toHaveProperty('disabled', true);
    expect(older?.closest('button')).toHaveProperty('disabled', false);
  });

  it('come back as an edit that can be undone', async () => {
    const user = await openDialog();
    const [, older] = await screen.findAllByText(text('projects:versions.restore'));
    if (older === undefined) throw new Error('There is no older version.');
    await user.click(older);
    await waitFor(() => expect(useDocument.getState().document.name).toBe(before.name));
    expect(main.requests).toContainEqual({ channel: 'history:read', payload: { id: 'older' } });
    act(() => useDocument.getState().undo());
    expect(useDocument.getState().document).toBe(now);
  });

  it('open as a copy in its own window', async () => {
    const user = await openDialog();
    const [, older] = await screen.findAllByText(text('projects:versions.openCopy'));
    if (older === undefined) throw new Error('There is no older version.');
    await user.click(older);
    await waitFor(() => expect(main.requests.some(({ channel }) => channel === 'window:open')).toBe(true));
    expect(useDocument.getState().document).toBe(now);
  });

  it('are explained where there is no file yet', async () => {
    versions = [];
    await openDialog();
    expect(await screen.findByText(text('projects:versions.noFile'))).toBeTruthy();
  });
});
