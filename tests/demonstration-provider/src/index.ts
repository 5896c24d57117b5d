export { generateProvider, type GenerateOptions } from './generate-provider.js';
export { OutputNotEmpty } from './csv/output-folder.js';
export { COLUMNS, type FileKind } from './csv/columns.js';
export type { WrittenFile } from './csv/csv-file.js';
export type { LoadingStep, Manifest } from './manifest.js';
export { generateMeasurements } from './measurements/generate-measurements.js';
export type { MeasurementEvent } from './measurements/measurement-event.js';
