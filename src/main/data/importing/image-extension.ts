import type { ImageFormat } from '../decoding/image';

/** What names of files promise, lower case. */
const FORMATS: Readonly<Record<string, ImageFormat>> = {
  ...{
    jpg: 'jpeg',
    jpeg: 'jpeg',
    jpe: 'jpeg',
    jfif: 'jpeg',
    png: 'png',
    apng: 'png',
    gif: 'gif',
    bmp: 'bmp',
  },
  ...{ dib: 'bmp', webp: 'webp', tif: 'tiff', tiff: 'tiff', ppm: 'ppm', pgm: 'ppm', pbm: 'ppm', pnm: 'ppm' },
  ...{
    avif: 'avif',
    heic: 'heic',
    heif: 'heic',
    jxl: 'jpeg-xl',
    jp2: 'jpeg-2000',
    psd: 'psd',
    ico: 'ico',
    svg: 'svg',
  },
};

/** Whether the file's name promises another format of images than it has. */
export function hasOtherExtension(path: string, format: ImageFormat): boolean {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const promised = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  return promised !== undefined && promised !== format;
}
