import { expect, it } from 'vitest';
import { ProtobufMessage } from './protobuf';

const bytesOf = (message: ProtobufMessage<string>): (number | string)[] =>
  message.pieces.flatMap((piece): (number | string)[] =>
    piece.kind === 'bytes' ? [...piece.bytes] : [piece.content],
  );

// The examples of protobuf.dev, and what its text says of negative numbers.
it.each([
  [150, [0x08, 0x96, 0x01]],
  [0, [0x08, 0x00]],
  [127, [0x08, 0x7f]],
  [-2, [0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
  [2 ** 40, [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]],
])('writes the whole number %d', (value, bytes) => {
  expect(bytesOf(new ProtobufMessage<string>().integer(1, value))).toEqual(bytes);
});

it('writes doubles, one and packed', () => {
  const message = new ProtobufMessage<string>().double(1, 1).doubles(2, [-2, 0.5]);
  const [one, minusTwo, half] = [
    [0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    [0, 0, 0, 0, 0, 0, 0, 0xc0],
    [0, 0, 0, 0, 0, 0, 0xe0, 0x3f],
  ];
  expect(bytesOf(message)).toEqual([0x09, ...one, 0x12, 16, ...minusTwo, ...half]);
});

it('writes text as UTF-8, and messages in messages', () => {
  const inner = new ProtobufMessage<string>().integer(1, 150);
  const outer = new ProtobufMessage<string>().text(2, 'é\uD800').message(3, inner);
  expect(bytesOf(outer)).toEqual([0x12, 0x05, 0xc3, 0xa9, 0xef, 0xbf, 0xbd, 0x1a, 0x03, 0x08, 0x96, 0x01]);
});

it('counts what is left open in every length around it', () => {
  const inner = new ProtobufMessage<string>().open(9, 'weights', 200);
  const outer = new ProtobufMessage<string>().message(7, inner).integer(1, 8);
  expect(bytesOf(outer)).toEqual([0x3a, 0xcb, 0x01, 0x4a, 0xc8, 0x01, 'weights', 0x08, 0x08]);
  expect(outer.length).toBe(3 + 3 + 200 + 2);
});
