export { importFiles } from './import-files.js';
export {
  DATA_STEWARD,
  type FileToImport,
  type ImportOptions,
  type ImportPorts,
  type ImportProgress,
} from './import-options.js';
export { filesToImport } from './import-folder.js';
export { fileAt, fileOf, spooled } from './reading/import-file.js';
export { FileRefused } from './reading/file-problem.js';
export { ImportInterrupted, type FileReport, type ImportReport } from './report/import-report.js';
export type { HeldRow } from './report/row-problem.js';
export { renderImportReport } from './report/report.rendering.js';
export { ASC_WDS_KINDS, IMPORT_KINDS, type ImportKind } from './formats/import-kinds.js';
export { formatReference, kindsReference } from './formats/format.reference.js';
export { OWN_FORMATS } from './formats/own-formats.js';
export { dayColumns } from './formats/own-format.js';
export { UPLOAD_DAY_COLUMNS } from './asc-wds/headers.js';
export { unitIdOf, workerIdOf } from './identity/source-ids.js';
