import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { unbrandedCss } from './vite.unbranded-css.js';

export default defineConfig({
  plugins: [unbrandedCss(), react()],
  server: { proxy: { '/api': process.env['PRAXIS_API'] ?? 'http://127.0.0.1:3000' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The chart library is one lazy chunk of a size that a test holds down.
    chunkSizeWarningLimit: 700,
  },
});
