export * from './command-ports.js';
export * from './commands.module.js';
export { openCommandEntrance, type OpenCommandEntrance } from './entrance/command-entrance.js';
export * from './http/request-context.js';
export { recordedActor } from './http/recorded-as.js';
