// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { i18n } from '../../messages/i18n';
import { useDocument } from '../../store/document/document';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { DatasetRow } from './DatasetRow';

const fashion = describedDataset();
const lenet = readPreset('lenet');
const elsewhere = { ...lenet, name: 'Elsewhere', dataset: { id: 'imagenet' } };

describe('the data set of a network', () => {
  beforeEach(async () => {
    connectMain({ 'dataset:list': () => ({ datasets: [fashion], damaged: [] }) });
    await openWindow(lenet);
    // As in index.html.
    document.body.innerHTML = '<div id="popups"></div>';
  });

  const field = () => screen.getByRole('combobox', { name: text('training:datasetSetting') });

  it.each([
    ['en', '60,000 training images, 10,000 test images, 28 × 28 × 1.'],
    ['zh-Hant', '60,000 張訓練影像、10,000 張測試影像，28 × 28 × 1。'],
  ])('is named, with the size and number of its images (%s)', async (language, words) => {
    await act(() => i18n.changeLanguage(language));
    show(<DatasetRow />);
    await waitFor(() => expect(field().textContent).toContain('Fashion-MNIST'));
    expect(document.body.textContent?.replaceAll('\u00a0', ' ')).toContain(words);
  });

  it('is named also where it is not installed; another one is chosen as an edit that can be undone', async () => {
    act(() => useDocument.getState().open(elsewhere, null));
    const user = show(<DatasetRow />);
    await waitFor(() =>
      expect(field().textContent).toContain(text('training:datasetMissing', { name: 'ImageNet' })),
    );
    await user.click(field());
    await user.click(await screen.findByRole('option', { name: 'Fashion-MNIST' }));
    expect(useDocument.getState().document.dataset.id).toBe('fashion-mnist');
    const reset = await screen.findByRole('button', { name: /ImageNet/ });
    await user.click(reset);
    expect(useDocument.getState().document.dataset.id).toBe('imagenet');
    act(() => useDocument.getState().undo());
    expect(useDocument.getState().document.dataset.id).toBe('fashion-mnist');
  });

  it('leads to the import of the user’s own data, and leaves the document as it is', async () => {
    const user = show(<DatasetRow />);
    await user.click(field());
    await user.click(await screen.findByRole('option', { name: text('training:ownImages') }));
    expect(useView.getState().dialog).toBe('data');
    expect(useDocument.getState().document).toBe(lenet);
    useView.getState().openDialog(null);
  });
});
