// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { i18n } from '../../messages/i18n';
import { useDocument } from '../../store/document/document';
import { documentOf, readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { ProblemsPanel } from './ProblemsPanel';

const lenet = readPreset('lenet');
/** LeNet with a kernel that is larger than its image, and a layer that nothing feeds. */
const broken = documentOf(
  [
    ...lenet.nodes.map((node) =>
      node.id === 'conv2' ? { ...node, parameters: { ...node.parameters, kernelSize: 50 } } : node,
    ),
    { id: 'alone', type: 'relu', parameters: {} },
  ],
  [...lenet.edges],
  { dataset: lenet.dataset, training: lenet.training },
);

const cards = () => screen.getAllByRole('listitem');
const cardOf = (path: string) => {
  const card = cards().find((item) => item.querySelector(`[data-node-path="${path}"]`) !== null);
  if (card === undefined) throw new Error(`No problem at ${path}.`);
  return card;
};
const pathsShown = () =>
  [...document.querySelectorAll('[data-node-path]')].map((card) => card.getAttribute('data-node-path'));
const severityOf = (card: HTMLElement) => within(card).getByRole('img').getAttribute('aria-label');

describe('the list of problems', () => {
  beforeEach(async () => {
    connectMain();
    await openWindow(broken);
  });

  it('is empty for a network that is right', async () => {
    await openWindow(lenet);
    show(<ProblemsPanel />);
    expect(screen.getByText(text('problems:noneTitle'))).toBeTruthy();
  });

  it('leads to the node that is concerned', async () => {
    const user = show(<ProblemsPanel />);
    const card = cardOf('conv2');
    expect(severityOf(card)).toBe(text('problems:error'));
    const [go] = within(card).getAllByRole('button');
    if (go === undefined) throw new Error('The problem has no button.');
    await user.click(go);
    expect([...useView.getState().selectedNodes]).toEqual(['conv2']);
  });

  it('repairs with one click, as one edit that can be undone', async () => {
    const user = show(<ProblemsPanel />);
    const [, repair] = within(cardOf('conv2')).getAllByRole('button');
    if (repair === undefined) throw new Error('The problem has no repair.');
    await user.click(repair);
    expect(useDocument.getState().past).toHaveLength(1);
    expect(pathsShown()).not.toContain('conv2');
    act(() => useDocument.getState().undo());
    expect(useDocument.getState().document).toBe(broken);
    expect(cardOf('conv2')).toBeTruthy();
  });

  it.each([
    ['en', 'Expected≤ 14 × 14Received50 × 50', 'Set Padding to same (keeps the size)'],
    ['zh-Hant', '預期≤ 14 × 14實際50 × 50', '將「填補」設為「相同（維持大小）」'],
  ])('says what was expected and received, and how to repair it (%s)', async (language, facts, repair) => {
    show(<ProblemsPanel />);
    await act(() => i18n.changeLanguage(language));
    // No line ends within a shape.
    expect(cardOf('conv2').textContent?.replaceAll('\u00a0', ' ')).toContain(facts);
    expect(within(cardOf('conv2')).getByRole('button', { name: repair })).toBeTruthy();
  });
});
