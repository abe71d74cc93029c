import { expect, it } from 'vitest';
import { findLink } from './fetch-wheel.mjs';

const file = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl';

it('finds the link in what pip says', () => {
  const log = [
    `  Found link https://host.example/a/b/${file}.metadata (from https://index.example/), version: 2.21.0`,
    `  Found link https://host.example/59/03/${file} (from https://index.example/simple/) (requires-python:>=3.10), version: 2.21.0`,
  ].join('\n');
  expect(findLink(log, file)).toBe(`https://host.example/59/03/${file}`);
});

it('leaves off a checksum', () => {
  expect(findLink(`Found link https://host.example/${file}#sha256=abc (from x)`, file)).toBe(
    `https://host.example/${file}`,
  );
});

it('finds it among the links pip skips on this machine', () => {
  const log = `Skipping link: none of the wheel's tags (cp311) are compatible: http://mirror.example:8080/w/${file} (from y)`;
  expect(findLink(log, file)).toBe(`http://mirror.example:8080/w/${file}`);
});

it('takes a file of this machine', () => {
  expect(findLink(`Found link file:///opt/wheels/${file} (from z)`, file)).toBe(`file:///opt/wheels/${file}`);
});

it('takes no other file for it', () => {
  expect(
    findLink(`Found link https://host.example/x${file.replace('cp311-cp311', 'cp312-cp312')} (from x)`, file),
  ).toBeUndefined();
  expect(findLink('ERROR: No matching distribution found', file)).toBeUndefined();
});
