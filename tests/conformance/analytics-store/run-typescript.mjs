// Runs a TypeScript file of the workspace in a process of its own, from source as the tests do.
import { resolve } from 'node:path';
import { createServer, createServerModuleRunner } from 'vite';

const conditions = ['development', 'node', 'import', 'default'];
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  ssr: { resolve: { conditions } },
});
await createServerModuleRunner(server.environments.ssr, { hmr: false }).import(resolve(process.argv[2]));
