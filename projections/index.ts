export * from './all-projections.js';
export { factTable, UnfitForFacts, type FactRow, type FactTable, type FactValue } from './fact-table.js';
export * from './projection.js';
export * from './runner/projection-runner.js';
export { FactsAheadOfLog, ProjectorLocked, RunnerStopped } from './runner/runner-status.js';
export type { Repair, RunnerProblem, RunnerStatus } from './runner/runner-status.js';
export { defaultTuning, type RunnerTuning } from './runner/runner.tuning.js';
export type { RowDifference } from './verification/row-comparison.js';
export * from './verification/verify.js';
