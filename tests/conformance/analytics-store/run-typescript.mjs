// Runs a TypeScript file of the workspace in a process of its own, from source as the tests do.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const conditions = ['development', 'node', 'import', 'default'];
await runnerImport(resolve(process.argv[2]), {
  configFile: false,
  logLevel: 'error',
  resolve: { conditions },
  ssr: { resolve: { conditions } },
});
