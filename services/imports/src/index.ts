export { importFiles } from './import-files.js';
export {
  DATA_STEWARD,
  DEFAULT_ORGANISATION,
  type FileToImport,
  type ImportOptions,
  type ImportPorts,
  type ImportProgress,
} from './import-options.js';
export { filesToImport } from './import-folder.js';
export { fileAt, fileOf, filesIn, spooled, type ImportFile, type SpooledFile } from './reading/import-file.js';
export { FileRefused, type ColumnDifferences, type FileProblem } from './reading/file-problem.js';
export { DEFAULT_LIMITS, type ImportLimits } from './reading/import-limits.js';
export { readTable, type Table, type TableRow } from './reading/table.reader.js';
export { StorePatience, type StorePatienceOptions } from './taking/store-patience.js';
export {
  ImportInterrupted,
  KEPT_PROBLEMS,
  type FileReport,
  type FileStatus,
  type ImportReport,
  type RowCounts,
} from './report/import-report.js';
export type { HeldRow, RowProblem } from './report/row-problem.js';
export { renderImportReport, type RenderingOptions } from './report/report.rendering.js';
export { recogniseKind } from './formats/header.recognition.js';
export { ASC_WDS_KINDS, IMPORT_KINDS, type ImportKind } from './formats/import-kinds.js';
export { formatReference, kindsReference } from './formats/format.reference.js';
export { OWN_FORMATS } from './formats/own-formats.js';
export { unitIdOf, workerIdOf } from './identity/source-ids.js';
export { currentWorkforce, type CurrentWorkforce } from './workforce/current-workforce.js';
