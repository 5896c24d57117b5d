export { importPaths, type ImportPathsOptions, type PathToImport } from './commands/import-paths.js';
export { loadDemonstration } from './demo/demonstration.js';
export { publishFrameworks } from './platform/frameworks.js';
export { layoutOf, type PlatformConfig } from './platform/platform.config.js';
export { Platform } from './platform/platform.js';
export { createApp, startServer, type RunningServer } from './server/http-server.js';
export { Progress } from './terminal/progress.js';
