import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modulesDirectory } from './setup/paths.mjs';

/** In their packages. src/main/data/decoding/wasm/codecs.ts loads them. */
const files = ['@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm', '@jsquash/webp/codec/dec/webp_dec.wasm'];

/** Decoders of images in WebAssembly, which no bundler finds: they have to lie beside the code that loads them. */
export function readDecoderFiles() {
  return files.map((file) => ({
    name: path.basename(file),
    content: readFileSync(path.join(modulesDirectory, file)),
  }));
}
