import createJpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import createWebpDecoder from '@jsquash/webp/codec/dec/webp_dec.js';
import { WasmCodec } from './wasm-codec';

// scripts/decoder-files.mjs names the .wasm files that are placed beside the built code.

/** mozjpeg 3.3, which decodes as libjpeg-turbo does; its own handling of orientation is off. */
export const jpegCodec = new WasmCodec('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm', createJpegDecoder, [
  false,
]);

/** libwebp */
export const webpCodec = new WasmCodec('@jsquash/webp/codec/dec/webp_dec.wasm', createWebpDecoder);
