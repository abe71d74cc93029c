// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { i18n } from '../messages/i18n';
import { showFailure } from '../store/bridge/show-reply';
import { readPreset } from '../store/testing/documents';
import { openWindow, show } from '../testing/render';
import { Toaster, useToasts } from './Toaster';

beforeEach(() => openWindow(readPreset('lenet')));

it('shows its messages and their buttons in the language of the window, also those that are there when it changes', async () => {
  show(<Toaster />);
  act(() => {
    showFailure({ code: 'disk-full', values: { name: 'net.json' } });
    useToasts.getState().show({
      tone: 'info',
      text: () => i18n.t('runs:deleted', { name: 'LeNet' }),
      action: { label: () => i18n.t('runs:undo'), onSelect: () => undefined },
    });
  });
  expect(screen.getByText(/“net.json” was not saved/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  await act(() => i18n.changeLanguage('zh-Hant'));
  expect(screen.getByText(/「net.json」未儲存/)).toBeTruthy();
  expect(screen.getByText('已刪除「LeNet」。')).toBeTruthy();
  expect(screen.getByRole('button', { name: '復原' })).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/was not saved|Undo/);
});

it('says the same only once, but keeps each button', () => {
  useToasts.setState({ toasts: [] });
  show(<Toaster />);
  const deleted = {
    tone: 'info',
    text: () => 'Deleted LeNet.',
    action: { label: () => 'Undo', onSelect: () => undefined },
  } as const;
  act(() => {
    for (const text of ['Saved.', 'Opened.', 'Saved.'])
      useToasts.getState().show({ tone: 'info', text: () => text });
  });
  expect(screen.getAllByRole('paragraph').map((message) => message.textContent)).toEqual([
    'Opened.',
    'Saved.',
  ]);
  act(() => {
    useToasts.getState().show(deleted);
    useToasts.getState().show(deleted);
  });
  expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(2);
});
