export { generateProvider } from './generate-provider.js';
export type { Manifest } from './manifest.js';
export { generateMeasurements } from './measurements/generate-measurements.js';
