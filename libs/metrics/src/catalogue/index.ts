export { CATALOGUE, metric, type Metric } from './catalogue.js';
