export * from './capability.contract.js';
export * from './checklist.contract.js';
export * from './cpd-impact.contract.js';
export * from './overview.contract.js';
export * from './reference.contract.js';
export * from './report-frame.contract.js';
export * from './report-query.contract.js';
