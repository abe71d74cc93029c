import { describe, expect, it } from 'vitest';
import { isChannel, isEventName } from './channels';
import { requests } from './contract';

describe('the preload script', () => {
  it('knows the channels of the contract', () => {
    expect(Object.keys(requests).filter((channel) => !isChannel(channel))).toEqual([]);
  });

  it('knows no others, not even those that every object has', () => {
    for (const name of ['', 'run', 'toString', '__proto__', 'constructor', 'run:event'])
      expect(isChannel(name)).toBe(false);
    for (const name of ['', 'hasOwnProperty', '__proto__', 'run:start'])
      expect(isEventName(name)).toBe(false);
    expect(isEventName('run:event')).toBe(true);
  });
});
