import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

export default defineConfig({
  resolve: {
    alias: {
      'tdesign-miniprogram': path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist'),
      'js-sha256/build/sha256': path.join(root, 'node_modules/js-sha256/build/sha256.js'),
    },
  },
  test: {
    environment: 'jsdom',
    testTimeout: 30_000, // builds run inside some tests, on machines that do other things too
    include: ['tests/unit/**/*.test.ts', 'tests/preview/**/*.test.ts'],
    globalSetup: ['tests/preview/build-apps.mjs'],
    setupFiles: ['preview/testing-environment.ts'],
  },
})
