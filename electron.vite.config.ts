import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { composedCssOnce } from './scripts/composed-css.mjs';
import { readDecoderFiles } from './scripts/decoder-files.mjs';
import { BUNDLED_PRESETS } from './src/main/gallery/bundled-presets';
import { readPresets } from './src/main/gallery/preset-catalog';

// The oldest Electron we run on is 22 (Node 16, Chrome 108): nothing newer may be assumed without a feature test.
const node = { target: 'node16', sourcemap: true } as const;

/** Decoders in WebAssembly lie beside the thread that loads them. */
const decoderFiles: Plugin = {
  name: 'decoder-files',
  generateBundle() {
    for (const { name, content } of readDecoderFiles()) {
      this.emitFile({ type: 'asset', fileName: name, source: content });
    }
  },
};

/** The gallery's networks, read and checked once, when the app is built. */
const presets: Plugin = {
  name: 'presets',
  async generateBundle() {
    const refuse = (message: string) => this.error(message);
    const read = await readPresets('presets', { info: refuse, warning: refuse, error: refuse });
    this.emitFile({ type: 'asset', fileName: BUNDLED_PRESETS, source: JSON.stringify(read) });
  },
};

export default defineConfig({
  main: {
    plugins: [decoderFiles, presets],
    build: {
      ...node,
      // Pure libraries are bundled, so that the app starts from few files; the engine's addon must stay where it is.
      externalizeDeps: { exclude: ['zod', 'jsonc-parser'] },
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          trainer: 'src/main/trainer/process/trainer.ts',
          'images-worker': 'src/main/data/images-worker.ts',
          'batches-worker': 'src/main/data/batches-worker.ts',
          'decoding-worker': 'src/main/data/decoding/decoding-worker.ts',
          'package-worker': 'src/main/packages/package-worker.ts',
          'import-process': 'src/main/data/importing/import-process.ts',
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      ...node,
      // A sandboxed preload script cannot load modules: it is one file that needs only Electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), composedCssOnce()],
    build: {
      target: 'chrome108',
      sourcemap: true,
      rollupOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
