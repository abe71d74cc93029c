// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import type { PresetSummary } from '../../../contract/contract';
import { readPreset } from '../../store/testing/documents';
import { openWindow, show } from '../../testing/render';
import { TextField } from '../../ui/TextField';
import { matchesSearch } from './preset-groups';
import { bestMatch, useChosenPreset } from './use-chosen-preset';

const PRESETS: readonly PresetSummary[] = [
  'lenet',
  'alexnet',
  'nin',
  'googlenet',
  'resnet',
  'resnet-152',
].map((id) => ({ id, document: readPreset(id) }));

function Search({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const [search, setSearch] = useState('');
  const shown = PRESETS.filter((preset) => matchesSearch(preset, search, 'en'));
  const { chosen, onKeyDown } = useChosenPreset(shown, search, ({ id }) => onOpen(id));
  return (
    <>
      <TextField value={search} onValueChange={setSearch} onKeyDown={onKeyDown} aria-label="Search" />
      <output>{chosen}</output>
    </>
  );
}

function open() {
  const opened: string[] = [];
  const user = show(<Search onOpen={(id) => opened.push(id)} />);
  const search = screen.getByRole('textbox');
  search.focus();
  return { user, opened, chosen: () => screen.getByRole('status').textContent };
}

beforeEach(() => openWindow());

it('opens what was meant with Enter, and nothing before anything was typed', async () => {
  const { user, opened } = open();
  await user.keyboard('{Enter}');
  expect(opened).toEqual([]);
  await user.keyboard('alexnet{Enter}');
  expect(opened).toEqual(['alexnet']);
});

it('moves the choice with the arrow keys, around both ends, and begins again with other words', async () => {
  const { user, opened, chosen } = open();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen()).toBe('alexnet');
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(chosen()).toBe('resnet-152');
  await user.keyboard('resnet{ArrowDown}{Enter}');
  expect(opened).toEqual(['resnet-152']);
  // "ResNet-18" begins with it.
  await user.keyboard('-');
  expect(chosen()).toBe('resnet');
  await user.keyboard('15');
  expect(chosen()).toBe('resnet-152');
});

it('takes the network of that name before those that only mention it', () => {
  const mentioned = [...PRESETS].reverse();
  expect(bestMatch(mentioned, 'AlexNet')).toBe('alexnet');
  expect(bestMatch(mentioned, 'res')).toMatch(/^resnet/);
  expect(bestMatch(mentioned, ' ')).toBeNull();
  expect(bestMatch([], 'lenet')).toBeNull();
});
