// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { startTranslations } from '../messages/i18n';
import { openWindow, show, text } from '../testing/render';
import { QuickPick, type QuickPickItem, type QuickPickProps } from './QuickPick';

const LAYERS: readonly QuickPickItem[] = [
  { id: 'conv2d', label: 'Conv2D', shortcut: 'C' },
  { id: 'maxPooling2d', label: 'Max pooling', hint: '14 × 14' },
  { id: 'dense', label: 'Dense', hint: 'Takes no image', isDoubtful: true },
];
const MANY: readonly QuickPickItem[] = Array.from({ length: 3_000 }, (_, at) => ({
  id: `n${at}`,
  label: `Node ${at}`,
}));

function open(items: readonly QuickPickItem[], more: Partial<QuickPickProps> = {}) {
  const done: string[] = [];
  const user = show(
    <QuickPick
      label="Add a layer"
      placeholder="Name"
      items={items}
      onPick={(id) => done.push(id)}
      onClose={() => done.push('closed')}
      {...more}
    />,
  );
  return { user, done };
}

const field = () => screen.getByRole('combobox', { name: 'Add a layer' });
const options = () => screen.queryAllByRole('option');
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '');

describe('a list to type in', () => {
  beforeEach(() => openWindow());

  it('takes the focus, and picks the best match with Enter', async () => {
    const { user, done } = open(LAYERS);
    expect(document.activeElement).toBe(field());
    await user.keyboard('pool');
    expect(options().map(({ textContent }) => textContent)).toEqual(['Max pooling14 × 14']);
    await user.keyboard('{Enter}');
    expect(done).toEqual(['maxPooling2d']);
  });

  it('walks its options with the arrow keys, around both ends', async () => {
    const { user, done } = open(LAYERS);
    expect(active()?.textContent).toContain('Conv2D');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(active()?.textContent).toContain('Dense');
    expect(active()?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{ArrowDown}');
    expect(active()?.textContent).toContain('Conv2D');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(done).toEqual(['dense']);
  });

  it('begins with the best match again when something else is typed', async () => {
    const { user } = open(LAYERS);
    await user.keyboard('{ArrowDown}{ArrowDown}e');
    expect(active()).toBe(options()[0]);
  });

  it('closes on Escape and on a click beside it, and leaves Tab alone', async () => {
    const { user, done } = open(LAYERS);
    await user.keyboard('{Escape}');
    const backdrop = document.querySelector('[aria-hidden="true"]');
    if (backdrop === null) throw new Error('There is nothing beside the list.');
    fireEvent.pointerDown(backdrop);
    expect(done).toEqual(['closed', 'closed']);
  });

  it('does not pick with the Enter that ends the input of a character', () => {
    const { done } = open(LAYERS);
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(done).toEqual([]);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(done).toEqual(['conv2d']);
  });

  it('picks what is clicked', async () => {
    const { user, done } = open(LAYERS);
    await user.click(screen.getByRole('option', { name: /Max pooling/ }));
    expect(done).toEqual(['maxPooling2d']);
  });

  it.each(['en', 'zh-Hant'] as const)(
    'says that nothing is found, and what would help (%s)',
    async (language) => {
      await startTranslations(language);
      const { user, done } = open(LAYERS, { explain: (query) => (query === 'swish' ? 'Try SiLU.' : null) });
      await user.keyboard('swish');
      expect(options()).toEqual([]);
      expect(field().hasAttribute('aria-activedescendant')).toBe(false);
      expect(screen.getByText(`${text('app:nothingFound')} Try SiLU.`)).toBeTruthy();
      await user.keyboard('{Enter}');
      expect(done).toEqual([]);
    },
  );

  it('has thousands of options, of which those in sight and the active one are in the page', async () => {
    const { user, done } = open(MANY);
    expect(options().length).toBeLessThan(60);
    expect(options()[0]?.getAttribute('aria-setsize')).toBe('3000');
    await user.keyboard('{ArrowUp}');
    expect(active()?.getAttribute('aria-posinset')).toBe('3000');
    expect(options().length).toBeLessThan(60);
    await user.keyboard('{PageUp}{Enter}');
    expect(done).toEqual(['n2991']);
  });
});
