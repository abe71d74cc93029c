import { describe, expect, it } from 'vitest';
import { isEventName, isPageChannel } from './channels';
import { requests } from './contract';

describe('the preload script', () => {
  it('knows the channels of the contract, and keeps those of dropped files from the page', () => {
    const others = Object.keys(requests).filter((channel) => !isPageChannel(channel));
    expect(others.sort()).toEqual(['data:open-dropped', 'project:open-dropped']);
  });

  it('knows no others, not even those that every object has', () => {
    for (const name of ['', 'run', 'toString', '__proto__', 'constructor', 'run:event'])
      expect(isPageChannel(name)).toBe(false);
    for (const name of ['', 'hasOwnProperty', '__proto__', 'run:start'])
      expect(isEventName(name)).toBe(false);
    expect(isEventName('run:event')).toBe(true);
  });
});
