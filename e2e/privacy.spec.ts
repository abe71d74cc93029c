import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { describeLaunch, projectDirectory } from './launch';

interface Counters {
  readonly packets: number;
  readonly datagrams: number;
}

/**
 * Its own network with one way out, that leads nowhere and counts (addresses of RFC 5737, for documentation): programs take the
 * machine for connected and would send what they send. Neighbors are known, so that nobody asks for them.
 */
const makeNetwork = [
  'export PATH="$PATH:/usr/sbin:/sbin"',
  'ip link set lo up',
  'ip link add out0 type dummy 2>/dev/null || { ip link add out0 type veth peer name end0 && ip link set end0 up; }',
  'echo 1 > /proc/sys/net/ipv6/conf/out0/disable_ipv6 || true',
  'ip addr add 192.0.2.2/24 dev out0',
  'ip link set out0 up',
  'ip neigh replace 192.0.2.1 lladdr 02:00:00:00:00:01 dev out0 nud permanent',
  'ip route add default via 192.0.2.1',
].join(' && ');

/** A program that is not private: asks for a name, and connects to an address. */
const control = `
  const datagram = require('node:dgram').createSocket('udp4');
  datagram.send('x', 53, '198.51.100.1', () => datagram.close());
  const socket = require('node:net').connect(443, '203.0.113.1');
  socket.on('error', () => undefined);
  setTimeout(() => socket.destroy(), 200);
`;

test('looking, editing, training and saving sends nothing to anywhere', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'netloom-privacy-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ language: 'en', isTourDone: true }));
  const options = JSON.stringify({ launch: describeLaunch(userData), userData, control });
  const script = `${makeNetwork} && exec "$0" e2e/campaigns/quiet-user.mjs "$1"`;
  const own = process.getuid?.() === 0 ? ['--net'] : ['--net', '--user', '--map-root-user'];
  try {
    const output = await runToEnd('unshare', [...own, 'sh', '-c', script, process.execPath, options]);
    const { before, after, controlled } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
      readonly before: Counters;
      readonly after: Counters;
      readonly controlled: Counters;
    };
    expect(after).toEqual(before);
    // The counters are no stuck needles.
    expect(controlled.packets).toBeGreaterThan(after.packets + 1);
    expect(controlled.datagrams).toBeGreaterThan(after.datagrams);
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
});

function runToEnd(command: string, argumentList: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argumentList, { cwd: projectDirectory, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${code}: ${errors.slice(-2_000)}`));
    });
  });
}
