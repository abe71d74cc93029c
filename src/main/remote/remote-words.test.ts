import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationOf, remoteTarget } from './remote-target';
import { shellQuoted } from './shell-quoted';
import { remoteCommand, transferLine } from './ssh-connection';
import { offeredKey, sshFailure } from './ssh-failure';

/* Words that get into commands, scripts and batches: nothing of them may be taken for anything but a word. */

const nasty = fc.string({
  unit: fc.constantFrom(...'aA0/. ._-+@=,:;\'"`$(){}[]*?~!#&|<>\\\n\t\r%^é測'),
  maxLength: 12,
});

describe('a target', () => {
  it('takes hosts as ssh knows them', () => {
    const parts = (host: string) => {
      const target = remoteTarget('lab', host);
      return target.ok ? destinationOf(target.value) : target.error.code;
    };
    expect(parts('lab')).toEqual({ destination: 'lab', port: null });
    expect(parts('me@lab.example.org:2222')).toEqual({ destination: 'me@lab.example.org', port: '2222' });
    expect(parts('me@[2001:db8::1]:22')).toEqual({ destination: 'me@2001:db8::1', port: '22' });
    expect(parts('lab:0')).toBe('remote-host-unusable');
  });

  it('takes folders from the home folder, or absolute ones', () => {
    const folderOf = (folder: string) => {
      const target = remoteTarget('lab', 'lab', folder);
      return target.ok ? target.value.folder : target.error.code;
    };
    expect(folderOf('~/netloom runs/')).toBe('netloom runs');
    expect(folderOf('/scratch/測試')).toBe('/scratch/測試');
    for (const folder of ['', '..', 'a/../b', '-rf', "it's", 'a\nb', '~other/x']) {
      expect(folderOf(folder)).toBe('remote-folder-unusable');
    }
  });

  it('has a host and a folder that commands and batches take, whatever was typed', () => {
    fc.assert(
      fc.property(nasty, nasty, (host, folder) => {
        const target = remoteTarget('lab', host, folder);
        if (!target.ok) return;
        expect(destinationOf(target.value).destination).toMatch(/^[A-Za-z0-9_]/);
        expect(() => remoteCommand([`${target.value.folder}/node`])).not.toThrow();
        expect(() => transferLine('put', 'file-0', `${target.value.folder}/file`)).not.toThrow();
      }),
    );
  });
});

describe('words for a shell', () => {
  it('are read back as they were, or refused', () => {
    fc.assert(
      fc.property(nasty, (word) => {
        const read = (command: string) =>
          spawnSync('sh', ['-c', command, 'sh'], { encoding: 'utf8', env: {} }).stdout;
        expect(read(`printf %s ${shellQuoted(word)}`)).toBe(word);
        let command = '';
        try {
          command = remoteCommand(['printf', '%s', word].map((one) => (one === '%s' ? 'x' : one)));
        } catch {
          return;
        }
        expect(command).toBe(`exec 'printf' 'x' '${word}'`);
        expect(word).not.toMatch(/['"\\$`!\n]/);
      }),
      { numRuns: 60 },
    );
  });

  it('are no pattern and no option for sftp', () => {
    for (const word of ['-b', 'a*', 'a?', '[a]', 'a"b', 'a\\b', 'a\nb', "it's"]) {
      expect(() => transferLine('get', word, 'x')).toThrow();
    }
  });
});

describe('what ssh says', () => {
  it('becomes a failure in words', () => {
    const print = `SHA256:${'a'.repeat(43)}`;
    const codeOf = (written: string, question: string | null = null) =>
      sshFailure('lab', written, question).code;
    expect(codeOf('debug1: x\nssh: connect to host lab port 22: Connection refused')).toBe(
      'remote-unreachable',
    );
    expect(codeOf('me@lab: Permission denied (publickey,password).')).toBe('remote-login-refused');
    expect(codeOf('Host key verification failed.', `ED25519 key fingerprint is ${print}.`)).toBe(
      'remote-host-key-unknown',
    );
    expect(codeOf('@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @')).toBe('remote-host-key-changed');
    expect(offeredKey(`debug1: Server host key: ssh-ed25519 ${print}`)).toBe(`ED25519 ${print}`);
    expect(sshFailure('lab', 'debug1: y\nssh: Could not resolve hostname lab', null).values).toMatchObject({
      reason: 'ssh: Could not resolve hostname lab',
    });
  });
});
