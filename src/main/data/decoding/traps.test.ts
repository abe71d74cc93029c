import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image';
import { ImageProblem } from './image-problem';
import { oddImageNames, readOddImage } from './testing/odd-images';
import { headerOf, pngOf } from './testing/png-of';

/** The reason for which an image is refused; null if it is not. */
async function reasonOf(bytes: Uint8Array): Promise<string | null> {
  try {
    await decodeImage(bytes);
    return null;
  } catch (error) {
    if (error instanceof ImageProblem) return error.reason;
    throw error;
  }
}

/** A file that ends after a part of its data with the mark of its end: the rest of the picture would be gray. */
function withoutRest(jpeg: Uint8Array, share: number): Uint8Array {
  return Buffer.concat([jpeg.subarray(0, Math.floor(jpeg.length * share)), Buffer.from([0xff, 0xd9])]);
}

describe('broken images before good ones', () => {
  it('200 broken JPEGs and animations before 1,000 good ones change nothing', async () => {
    const good = ['rgb.jpg', 'gray.jpg', 'progressive.jpg', 'alpha.webp', 'anim.webp'];
    const first = await Promise.all(good.map(async (name) => (await decodeImage(readOddImage(name))).pixels));
    const jpeg = readOddImage('rgb.jpg');
    const webp = readOddImage('anim.webp');
    for (let number = 0; number < 100; number += 1) {
      expect(await reasonOf(withoutRest(jpeg, 0.4 + number / 250))).not.toBeNull();
      expect(await reasonOf(webp.subarray(0, 400 + number))).toBe('image-truncated');
    }
    for (let number = 0; number < 1_000; number += 1) {
      const index = number % good.length;
      const { pixels } = await decodeImage(readOddImage(good[index] ?? ''));
      if (Buffer.compare(pixels, first[index] ?? new Uint8Array()) !== 0) expect(number).toBe('as before');
    }
  });
});

it('EXIF orientations 1 to 8 are undone: the upright pictures are those that turning the pixels gives', async () => {
  const names = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => `exif${orientation}.jpg`);
  const images = await Promise.all(names.map((name) => decodeImage(readOddImage(name))));
  const [first] = images;
  images.forEach(({ width, height }, index) => {
    expect([width, height]).toEqual(index < 4 ? [120, 80] : [80, 120]);
  });
  // Each is the first one after the two flips and the exchange of axes that its number stands for.
  const at = (image: (typeof images)[number] | undefined, x: number, y: number) =>
    image?.pixels.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3).join();
  for (let y = 0; y < 80; y += 7) {
    for (let x = 0; x < 120; x += 7) {
      const color = at(first, x, y);
      expect(at(images[1], 119 - x, y)).toBe(color);
      expect(at(images[2], 119 - x, 79 - y)).toBe(color);
      expect(at(images[3], x, 79 - y)).toBe(color);
      expect(at(images[4], y, x)).toBe(color);
      expect(at(images[5], 79 - y, x)).toBe(color);
      expect(at(images[6], 79 - y, 119 - x)).toBe(color);
      expect(at(images[7], y, 119 - x)).toBe(color);
    }
  }
});

describe('content decides', () => {
  it.each([
    ['png_named.jpg', 'png', 'rgb.png'],
    ['gif_named.jpg', 'gif', 'anim.gif'],
    ['no-extension', 'jpeg', 'rgb.jpg'],
    ['UPPER.JPEG', 'jpeg', 'rgb.jpg'],
    ['trailing.jpg', 'jpeg', 'rgb.jpg'],
  ])('%s is %s', async (name, format, same) => {
    const image = await decodeImage(readOddImage(name));
    const other = await decodeImage(readOddImage(same));
    expect(image.format).toBe(format);
    expect(Buffer.compare(image.pixels, other.pixels)).toBe(0);
  });
});

describe('what is said of an image', () => {
  it.each([
    ['anim.gif', ['animated']],
    ['anim.png', ['animated']],
    ['anim.webp', ['animated']],
    ['gray16.png', ['reduced-depth']],
    ['still.gif', []],
    ['rgb.png', []],
  ])('%s: %s', async (name, notes) => {
    expect((await decodeImage(readOddImage(name))).notes).toEqual(notes);
  });

  it.each([
    ['alpha.png', false, true],
    ['rgba.png', false, false],
    ['la.png', true, false],
    ['gray.jpg', true, false],
    ['bw1bit.png', true, false],
    ['rgb.jpg', false, false],
  ])('%s: gray %s, alpha %s', async (name, isGray, hasAlpha) => {
    expect(await decodeImage(readOddImage(name))).toMatchObject({ isGray, hasAlpha });
  });

  it('masks keep the numbers of their palette and of few bits', async () => {
    const { indices } = await decodeImage(readOddImage('palette.png'));
    expect(Math.max(...(indices ?? []))).toBe(63);
    const bits = await decodeImage(readOddImage('bw1bit.png'));
    expect([...new Set(bits.indices)].sort()).toEqual([0, 1]);
    expect((await decodeImage(readOddImage('rgb.png'))).indices).toBeNull();
  });
});

describe('cut off anywhere', () => {
  const names = oddImageNames().filter((name) =>
    /^(rgb|gray|progressive|cmyk|la|lzw|anim|still)\./.test(name),
  );

  it.each(names.filter((name) => !name.endsWith('.avif')))('%s is refused', async (name) => {
    const whole = readOddImage(name);
    const isAnimation = name.startsWith('anim');
    for (const share of [0.2, 0.4, 0.6, 0.8, 0.97]) {
      const length = Math.floor(whole.length * share);
      // Of an animation, the first frame may be complete.
      if (isAnimation && share > 0.3) continue;
      expect([length, await reasonOf(whole.subarray(0, length))]).toEqual([
        length,
        expect.stringMatching(/^image-(truncated|damaged)$/),
      ]);
    }
  });

  it.each(['rgb.jpg', 'gray.jpg', 'progressive.jpg', 'cmyk.jpg'])(
    '%s with a hole in its data and its end in place is refused',
    async (name) => {
      expect(await reasonOf(withoutRest(readOddImage(name), 0.7))).toMatch(/^image-(truncated|damaged)$/);
    },
  );
});

describe('JPEGs as cameras and programs write them', () => {
  const jpeg = readOddImage('rgb.jpg');
  const expected = decodeImage(readOddImage('rgb.jpg'));

  /** The marker's place in the file. */
  const find = (marker: number) => {
    for (let at = 2; at < jpeg.length; at += 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))) {
      if (jpeg[at + 1] === marker) return at;
    }
    throw new Error(`no marker ${marker}`);
  };
  const changed = (change: (bytes: Uint8Array) => Uint8Array) => change(Uint8Array.from(jpeg));
  const cases: Readonly<Record<string, Uint8Array>> = {
    'garbage between segments': changed((bytes) => {
      const at = find(0xc0);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('garbage'), bytes.subarray(at)]);
    }),
    'zeros before the end': changed((bytes) =>
      Buffer.concat([bytes.subarray(0, -2), Buffer.alloc(500), bytes.subarray(-2)]),
    ),
    'a scan header with wrong numbers': changed((bytes) => {
      const at = find(0xda);
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      bytes[at + 2 + length - 2] = 0;
      return bytes;
    }),
    'an unknown version of JFIF': changed((bytes) => {
      bytes[find(0xe0) + 9] = 7;
      return bytes;
    }),
  };

  it.each(Object.keys(cases))('%s', async (name) => {
    const { pixels } = await decodeImage(cases[name] ?? new Uint8Array());
    expect(Buffer.compare(pixels, (await expected).pixels)).toBe(0);
  });

  it.each(Object.keys(cases))('%s does not hide that data are missing', async (name) => {
    const cut = withoutRest(cases[name] ?? new Uint8Array(), 0.6);
    expect(await reasonOf(cut)).toMatch(/^image-(truncated|damaged)$/);
  });

  it('CMYK has its own limit, because its decoder takes more memory', async () => {
    const cmyk = Buffer.concat([readOddImage('cmyk.jpg'), Buffer.alloc(80_000)]);
    const frame = cmyk.indexOf(Buffer.from([0xff, 0xc0]));
    for (const at of [frame + 5, frame + 7]) cmyk.writeUInt16BE(6_000, at);
    await expect(decodeImage(cmyk)).rejects.toMatchObject({
      reason: 'image-too-large',
      detail: 'CMYK, 6000 x 6000',
    });
  });

  it('names what it does not read', async () => {
    const arithmetic = changed((bytes) => {
      bytes[find(0xc0) + 1] = 0xc9;
      return bytes;
    });
    await expect(decodeImage(arithmetic)).rejects.toMatchObject({
      reason: 'image-unsupported',
      detail: 'JPEG with arithmetic coding',
    });
  });
});

describe('PNG', () => {
  const end = ['IEND', new Uint8Array()] as const;

  it('interlaced: the pixels of seven passes', async () => {
    const [width, height] = [11, 9];
    const value = (x: number, y: number) => (x * 23 + y * 7) & 255;
    const passes = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ] as const;
    const rows = passes.flatMap(([x0, y0, dx, dy]) => {
      const columns = Array.from(
        { length: Math.max(0, Math.ceil((width - x0) / dx)) },
        (_, n) => x0 + n * dx,
      );
      const lines = Array.from({ length: Math.max(0, Math.ceil((height - y0) / dy)) }, (_, n) => y0 + n * dy);
      return columns.length === 0 ? [] : lines.flatMap((y) => [0, ...columns.map((x) => value(x, y))]);
    });
    const bytes = pngOf([
      ['IHDR', headerOf(width, height, 8, 0, 0, 0, 1)],
      ['IDAT', deflateSync(Uint8Array.from(rows))],
      end,
    ]);
    const { indices } = await decodeImage(bytes);
    const expected = Array.from({ length: width * height }, (_, at) =>
      value(at % width, Math.floor(at / width)),
    );
    expect([...(indices ?? [])]).toEqual(expected);
  });

  it.each([
    ['more pixels than its size says', 'image-damaged', headerOf(4, 4, 8, 0, 0, 0, 0), Buffer.alloc(1_000)],
    [
      'fewer pixels than its size says',
      'image-truncated',
      headerOf(40, 40, 8, 0, 0, 0, 0),
      Buffer.alloc(100),
    ],
    ['a color beyond its palette', 'image-damaged', headerOf(2, 1, 8, 3, 0, 0, 0), Buffer.from([0, 0, 9])],
    ['no pixels at all', 'image-damaged', headerOf(0, 5, 8, 0, 0, 0, 0), Buffer.alloc(0)],
    ['17 bits a channel', 'image-damaged', headerOf(2, 1, 17, 2, 0, 0, 0), Buffer.alloc(13)],
  ])('with %s is %s', async (_, reason, header, rows) => {
    const palette = ['PLTE', Buffer.from([1, 2, 3])] as const;
    const bytes = pngOf([['IHDR', header], palette, ['IDAT', deflateSync(rows)], end]);
    expect(await reasonOf(bytes)).toBe(reason);
  });
});
