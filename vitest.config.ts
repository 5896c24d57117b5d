import { defineConfig } from 'vitest/config';

// chDB crashes when a worker thread ends, so every file runs in a process of its own.
export default defineConfig({
  resolve: { conditions: ['development'] },
  // Not `import`: these are handed to node as well, where it would break the `require` of CommonJS packages.
  ssr: { resolve: { conditions: ['development', 'node'] } },
  test: {
    pool: 'forks',
    include: ['{libs,services,projections,dashboard,tests}/**/*.{unit,int,e2e}.spec.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    env: { UV_THREADPOOL_SIZE: '16' },
  },
});
