import { expect, it } from 'vitest';
import { fill } from './fill';

it('puts values into their places, and leaves places without one as they are', () => {
  expect(fill('{a} of {b}: {a}, {missing}', { a: 1, b: '$& {a}' })).toBe('1 of $& {a}: 1, {missing}');
  expect(fill('{constructor} {toString}', {})).toBe('{constructor} {toString}');
});

it.each([
  ['移除{name}', 'Sigmoid', '移除 Sigmoid'],
  ['移除{name}', '二維卷積', '移除二維卷積'],
  ['移除{name}', '「Sigmoid」', '移除「Sigmoid」'],
  ['移除{name}', '-0.5', '移除 -0.5'],
  ['將 {name} 接到後面', '二維卷積', '將二維卷積接到後面'],
  ['將 {name} 接到後面', 'conv1', '將 conv1 接到後面'],
  ['將 {name} 接到後面', '「填補」', '將「填補」接到後面'],
  ['{name}的問題', 'ReLU', 'ReLU 的問題'],
  ['占{name}的比例', '45%', '占 45% 的比例'],
  ['「{name}」的問題', 'ReLU', '「ReLU」的問題'],
  ['{name} ×4', '二維卷積', '二維卷積 ×4'],
  // A name that a user gave is not rewritten.
  ['移除{name}', '我的CNN網路', '移除我的CNN網路'],
])('sets Chinese words apart from Latin values: %s with %s', (text, name, whole) => {
  expect(fill(text, { name })).toBe(whole);
});

it('keeps values apart that nothing but a space is between', () => {
  expect(fill('{a} {b}', { a: '排程', b: '餘弦' })).toBe('排程 餘弦');
  expect(fill('{a}{b}', { a: '排程', b: 'Cosine' })).toBe('排程 Cosine');
  expect(fill('{a}{b} 個', { a: '', b: 3 })).toBe('3 個');
});
