// The bundle of the explorer: `explorer/` → `dist/`, with a compressed copy of each file beside it.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { constants, gzipSync } from 'node:zlib';

/** Writes `x.gz` beside each file that the page asks for, so that no server compresses it again and again. */
const compressed = {
  name: 'compressed',
  async writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      const file = path.join(dir, name);
      await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: constants.Z_BEST_COMPRESSION }));
    }
  },
};

export default {
  root: 'explorer',
  base: '/graphiql/',
  publicDir: false,
  plugins: [compressed],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy has no place for `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The editor alone is larger than the limit that Vite warns of.
    chunkSizeWarningLimit: 8_000,
  },
};
