// Runs a TypeScript file of the workspace from source, in this process: node infra/scripts/run-source.mjs <file> [args…]
import { resolve } from 'node:path';
import { createServer, createServerModuleRunner } from 'vite';

// In place: who imported `argv` by its name keeps this array.
process.argv.splice(1, 2, resolve(process.argv[2]));
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  ssr: { resolve: { conditions: ['development', 'node', 'import', 'default'] } },
});
await createServerModuleRunner(server.environments.ssr, { hmr: false }).import(process.argv[1]);
