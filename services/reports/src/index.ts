export * from './labels/labels.js';
export { QueryParameters, READS_QUERY } from './query-parameters.js';
export * from './report-ports.js';
export { REPORTS } from './report-queries.js';
export * from './reports.module.js';
export { FIGURES_WITH_RECORDS } from './records/openable-figures.js';
