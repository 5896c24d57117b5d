export * from './full-disk.js';
export * from './problem.js';
export * from './problem.filter.js';
