import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readByteTensors } from '../../../graph-runtime/testing/safetensors';
import { decodeImage } from './decode-image';
import { flattenOn } from './flatten';
import { sniffImage } from './sniff-image';

const folder = join(__dirname, 'testing', 'variants');
const references = readByteTensors(join(folder, 'reference.safetensors'));
const names = readdirSync(folder).filter((name) => !/\.(py|safetensors)$/.test(name));
const LARGEST_DIFFERENCE: Readonly<Record<string, number>> = { 'jpeg-cmyk-progressive.jpg': 1 };

describe('ways to store pixels', () => {
  it('have references', () => expect([...references.keys()].sort()).toEqual(names.sort()));

  it.each(names)('%s as Pillow reads it', async (name) => {
    const bytes = Uint8Array.from(readFileSync(join(folder, name)));
    const image = await decodeImage(bytes);
    const reference = references.get(name);
    expect([image.height, image.width, 3]).toEqual(reference?.shape);
    const flat = flattenOn(image, [255, 255, 255]).filter((_, at) => at % 4 !== 3);
    const differences = flat.map((value, at) => Math.abs(value - (reference?.data[at] ?? 0)));
    const largest = differences.reduce((a, b) => Math.max(a, b));
    expect(largest).toBeLessThanOrEqual(LARGEST_DIFFERENCE[name] ?? 0);
    expect(sniffImage(bytes)).toMatchObject({ format: image.format });
  });
});
