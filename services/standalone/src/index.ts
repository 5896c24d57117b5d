export { importPaths } from './commands/import-paths.js';
export { publishFrameworks } from './platform/frameworks.js';
export { layoutOf, type PlatformConfig } from './platform/platform.config.js';
export { CORRECTIONS, type ListedLabel } from './platform/label-list.js';
export { Platform } from './platform/platform.js';
export { startServer, type RunningServer } from './server/http-server.js';
export { Progress } from './terminal/progress.js';
export type { ImportRun } from './server/import-runs.js';
