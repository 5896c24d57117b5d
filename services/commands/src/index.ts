export * from './command-ports.js';
export * from './commands.module.js';
export * from './http/request-context.js';
export * from './references/reference-check.js';
