import { expect, it } from 'vitest';
import { controlFile, debianArchitecture, debianVersion } from './control.mjs';

it('orders what comes before a release before it, as dpkg does', () => {
  expect(debianVersion('1.2.3')).toBe('1.2.3');
  expect(debianVersion('1.2.3-beta.1')).toBe('1.2.3~beta.1');
  expect(debianVersion('1.0.0-rc-2.x')).toBe('1.0.0~rc.2.x');
});

it('knows Debian’s names of processors', () => {
  expect(debianArchitecture('x64')).toBe('amd64');
  expect(debianArchitecture('arm64')).toBe('arm64');
});

it('writes every field on its own line, with each package once', () => {
  const depends = ['libnss3', 'libx11-xcb1'];
  const text = controlFile({ version: '1.0', architecture: 'amd64', installedKilobytes: 42, depends });
  const fields = new Map(
    text.split(/\n(?! )/).map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
  );
  expect(fields.get('Depends')).toBe('libnss3, libx11-xcb1, xdg-utils');
  expect(fields.get('Installed-Size')).toBe('42');
  const [synopsis = '', ...description] = (fields.get('Description') ?? '').split('\n');
  expect(synopsis.length).toBeLessThan(80);
  expect(description.length).toBeGreaterThan(2);
  for (const line of description) expect(line).toMatch(/^ (\.|\S)/);
  expect(text.endsWith('\n')).toBe(true);
});
