export * from './all-projections.js';
export { UnfitForFacts } from './fact-table.js';
export * from './projection.js';
export * from './runner/projection-runner.js';
export { ProjectorLocked } from './runner/runner-status.js';
export type { RunnerStatus } from './runner/runner-status.js';
export { defaultTuning } from './runner/runner.tuning.js';
export * from './verification/verify.js';
