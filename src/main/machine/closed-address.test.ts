import { expect, it } from 'vitest';
import { isClosedAddress } from './closed-address';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.1.7',
  '169.254.3.4',
  '::1',
  'fd00::7',
  'fe80::1%eth0',
  '[fd12::1]',
])('takes %s for an address of a closed network', (address) => expect(isClosedAddress(address)).toBe(true));

it.each([
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '192.169.0.1',
  '11.0.0.1',
  '100.64.0.1',
  '2001:db8::1',
  '::ffff:8.8.8.8',
  'server.example',
  '',
])('takes %s for one that may be reached from elsewhere', (address) =>
  expect(isClosedAddress(address)).toBe(false),
);
