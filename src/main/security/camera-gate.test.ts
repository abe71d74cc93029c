import { expect, it } from 'vitest';
import { CameraGate } from './camera-gate';

const PAGE = 3;

it('is closed to a page that has not asked by a click', () => {
  const gate = new CameraGate();
  gate.open(PAGE + 1);
  expect(gate.isOpen(PAGE)).toBe(false);
  expect(gate.grants(PAGE, ['video'])).toBe(false);
});

it('grants the camera once for each click, and stays open until it is closed', () => {
  const gate = new CameraGate();
  gate.open(PAGE);
  expect(gate.grants(PAGE, ['video'])).toBe(true);
  expect(gate.grants(PAGE, ['video'])).toBe(false);
  expect(gate.isOpen(PAGE)).toBe(true);
  gate.close(PAGE);
  expect(gate.isOpen(PAGE)).toBe(false);
  gate.open(PAGE);
  expect(gate.grants(PAGE, ['video'])).toBe(true);
});

it('grants no microphone, and nothing without a kind', () => {
  const gate = new CameraGate();
  gate.open(PAGE);
  for (const kinds of [['audio'], ['video', 'audio'], []]) expect(gate.grants(PAGE, kinds)).toBe(false);
});

it('grants nothing some seconds after the click', () => {
  let time = 0;
  const gate = new CameraGate(() => time);
  gate.open(PAGE);
  time = 11_000;
  expect(gate.grants(PAGE, ['video'])).toBe(false);
});
