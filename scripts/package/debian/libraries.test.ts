import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCommand } from '../../setup/run-command.mjs';
import { addNeeds, type Needs, packagesFor, readNeeds } from './libraries.mjs';

function needsOf(...descriptions: string[]): Needs {
  const needs: Needs = { libraries: new Set(), versions: new Map() };
  for (const description of descriptions) addNeeds(needs, description);
  return needs;
}

const dynamic = (...names: string[]) => names.map((name) => `  NEEDED               ${name}\n`).join('');
const versions = (...names: string[]) => names.map((name) => `    0x09691a75 0x00 38 ${name}\n`).join('');

describe('what the system has to supply', () => {
  it('is one package a library, each once', () => {
    const needs = needsOf(
      dynamic('libnss3.so', 'libsmime3.so', 'libgtk-3.so.0'),
      dynamic('libnss3.so', 'libgbm.so.1'),
    );
    expect(packagesFor(needs)).toEqual(['libgbm1', 'libgtk-3-0 | libgtk-3-0t64', 'libnss3']);
  });

  it('names the oldest C and C++ libraries that will do', () => {
    const needs = needsOf(
      dynamic('libc.so.6', 'libm.so.6', 'ld-linux-x86-64.so.2') + versions('GLIBC_2.9', 'GLIBC_2.28'),
      dynamic('libstdc++.so.6', 'libc.so.6') + versions('GLIBC_2.17', 'GLIBCXX_3.4.9', 'GLIBCXX_3.4.29'),
    );
    expect(packagesFor(needs)).toEqual(['libc6 (>= 2.28)', 'libstdc++6 (>= 11)']);
  });

  it('takes the next GCC for symbols between two', () => {
    const needs = needsOf(dynamic('libstdc++.so.6') + versions('GLIBCXX_3.4.26'));
    expect(packagesFor(needs)).toEqual(['libstdc++6 (>= 9)']);
  });

  it.each([
    ['a library', dynamic('libfuture.so.7'), 'libfuture.so.7'],
    ['a newer libstdc++', dynamic('libstdc++.so.6') + versions('GLIBCXX_3.4.99'), 'GLIBCXX_3.4.99'],
  ])('refuses %s that is not in the table, and says where to add it', (_, description, name) => {
    expect(() => packagesFor(needsOf(description))).toThrow(name);
    expect(() => packagesFor(needsOf(description))).toThrow('libraries.mjs');
  });
});

describe.runIf(process.platform === 'linux' && hasCommand('objdump'))('a folder', () => {
  it('is read program by program, whatever else lies in it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'netloom needs (網路) '));
    try {
      cpSync(process.execPath, path.join(folder, 'node'));
      writeFileSync(path.join(folder, 'README'), 'text');
      const { libraries } = await readNeeds(folder);
      expect([...libraries]).toContain('libc.so.6');
      expect(packagesFor(await readNeeds(folder)).join()).toMatch(/libc6 \(>= 2\.\d+\)/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
