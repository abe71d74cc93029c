import { describe, expect, it } from 'vitest';
import { MENU_COMMANDS, type MenuCommand } from '../../../contract/contract';
import { LANGUAGES } from '../../../graph-runtime/text/text';
import { messagesIn } from '../../messages/messages';
import { menuTemplate } from './menu';

type Items = ReturnType<typeof menuTemplate>;

function flat(items: Items): Items {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

function build(
  sent: unknown[],
  language: (typeof LANGUAGES)[number] = 'en',
  platform: NodeJS.Platform = 'linux',
): Items {
  const nothing = () => undefined;
  return menuTemplate({
    messages: messagesIn(language),
    recent: [{ filePath: '/nets/a & b.json', name: 'a & b.json' }],
    platform,
    isDevelopment: false,
    send: (command: MenuCommand, filePath?: string) =>
      void sent.push(filePath === undefined ? command : [command, filePath]),
    showLog: nothing,
    showAbout: nothing,
  });
}

describe('menuTemplate', () => {
  it('has an entry for every command of the contract', () => {
    const sent: unknown[] = [];
    for (const item of flat(build(sent))) {
      // The entry's own action, without a window.
      if (item.role === undefined) Reflect.apply(item.click ?? (() => undefined), null, []);
    }
    const names = sent.map((entry) => (Array.isArray(entry) ? entry[0] : entry));
    expect([...names].sort()).toEqual([...MENU_COMMANDS].sort());
    expect(sent).toContainEqual(['open-recent', '/nets/a & b.json']);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('gives no key to two entries (%s)', (platform) => {
    const keys = flat(build([], 'en', platform)).flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(LANGUAGES)('is written in %s throughout, with a label at every entry', (language) => {
    const items = flat(build([], language)).filter(
      ({ type, role }) => type !== 'separator' && role !== 'appMenu',
    );
    for (const { label } of items) expect(label).toBeTruthy();
  });

  it('shows an ampersand of a file name as one', () => {
    expect(flat(build([])).map(({ label }) => label)).toContain('a && b.json');
  });
});
