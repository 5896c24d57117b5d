import { aggregateNamed, fieldsOfKind } from '@praxis/domain';
import { ASC_WDS_KINDS, dayColumns, OWN_FORMATS, UPLOAD_DAY_COLUMNS, type FileToImport } from '@praxis/imports';
import { csv, ownFile, uploadFile, type Cells } from '../imports/import.harness.js';
import { BASE, FILES } from '../imports/own-formats.rows.js';
import { ALL_IN_ID, ALL_IN_TEXT, HARMLESS, PERSON } from './planted-words.js';

type Format = (typeof OWN_FORMATS)[number];

/** A file as it is sent. */
export interface PlantedFile {
  readonly kind: string;
  readonly text: string;
}

/** A report names so many errors one by one. */
const MOST_ROWS = 900;

/**
 * Files of every kind that are taken whole, with every fact that they can state. Their people go by the planted staff
 * number and NI number, their records by ids made of a name; texts hold everything. Reference data are about nobody.
 */
export async function acceptedFiles(): Promise<readonly PlantedFile[]> {
  const base = await Promise.all(BASE.map(async (file) => ({ kind: file.name, text: await textOf(file) })));
  const own = FILES.map(async ([kind, rows]) => {
    const format = OWN_FORMATS.find((one) => one.kind === kind)!;
    return {
      kind,
      text: await textOf(
        ownFile(
          kind,
          rows.map((row) => planted(format, row)),
        ),
      ),
    };
  });
  return [...base, await workplace(), ...(await Promise.all(own)), await staff(), await training()].map(
    ({ kind, text }) => ({
      kind,
      text: renamed(text),
    }),
  );
}

/** A row for each fact, column and form of a word: in that column alone, whether it may stand there or not. */
export async function everyColumn(): Promise<readonly PlantedFile[]> {
  const files: PlantedFile[] = [];
  for (const format of OWN_FORMATS) {
    const columns = format.columns.map(([column]) => column);
    const templates = FILES.filter(([kind]) => kind === format.kind).flatMap(([, rows]) => rows);
    const firsts = [...Map.groupBy(templates, (row) => row['FACT']).values()].map(([first]) => first!);
    const days = dayColumns(format);
    const hidden = columns.filter((column) => !referenceColumns(format).has(column));
    const rows = hidden.flatMap((column) =>
      formsFor(days.includes(column)).flatMap((form) => firsts.map((row) => ({ ...row, [column]: form }))),
    );
    for (const part of inParts(rows)) files.push({ kind: format.kind, text: renamed(csv(columns, part)) });
  }
  for (const kind of ASC_WDS_KINDS) files.push(...(await everyUploadColumn(kind)));
  return files;
}

/** The first row of somebody's file is taken for its header when the header is missing. */
export async function withoutHeader(): Promise<readonly PlantedFile[]> {
  return (await acceptedFiles()).map(({ kind, text }) => ({ kind, text: text.slice(text.indexOf('\n') + 1) }));
}

/**
 * Columns whose cells become labels, or ids of reference data: those stand readable, are listed, and are told where
 * they hold a name (see label-list.int.spec.ts).
 */
export function referenceColumns(format: Format): ReadonlySet<string> {
  const { commands, about } = aggregateNamed(format.aggregate);
  const ofFacts = Object.values(format.facts).flatMap(({ command, fields }) => {
    const { schema } = commands[command]!;
    const readable = [...fieldsOfKind(schema, 'label'), ...fieldsOfKind(schema, 'reference-id')];
    return readable.flatMap(({ field }) => fields[field]?.columns ?? []);
  });
  const ofStream = about === undefined && format.stream !== 'organisation' ? format.stream.columns : [];
  return new Set([...ofFacts, ...ofStream]);
}

/** A workplace's name and id are its service's. */
const UPLOAD_REFERENCE_COLUMNS = ['LOCALESTID', 'ESTNAME'];

function formsFor(isDay: boolean): readonly string[] {
  const { birthDate, ...others } = PERSON;
  // A day is a day: that it is somebody's birthday cannot be seen in a column of days.
  return [ALL_IN_TEXT, ALL_IN_ID, ...Object.values(others), ...(isDay ? [] : [birthDate, '17/03/1957'])];
}

function planted(format: Format, row: Cells): Cells {
  const fact = format.facts[String(row['FACT'] ?? '')]!;
  const { commands, about } = aggregateNamed(format.aggregate);
  const { schema } = commands[fact.command]!;
  const columnsOf = (kind: Parameters<typeof fieldsOfKind>[1]) =>
    fieldsOfKind(schema, kind).flatMap(({ field }) => fact.fields[field]?.columns.slice(0, 1) ?? []);
  const texts = columnsOf('personal');
  const stream =
    about === undefined || about === '$stream' || format.stream === 'organisation' ? [] : format.stream.columns;
  const ids = [...columnsOf('record-id'), ...stream].filter(
    (column) => !dayColumns(format).includes(column) && !referenceColumns(format).has(column),
  );
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => {
      if (texts.includes(column)) return [column, ALL_IN_TEXT];
      return [
        column,
        ids.includes(column) ? `${PERSON.name.toLowerCase()}-${cell}`.replace(';', `;${PERSON.name}`) : cell,
      ];
    }),
  );
}

/** Its id. */
export const PLANTED_FRAMEWORK = `${HARMLESS.toLowerCase()}-leadership`;

/** Other names for the people of the tests' files, and a harmless one for their service, profile, indicator and programme. */
function renamed(text: string): string {
  const harmless = HARMLESS.toLowerCase();
  return text
    .replaceAll('W001', PERSON.staffNumber)
    .replaceAll('W002', PERSON.insuranceNumber)
    .replaceAll('HOME-A', HARMLESS.toUpperCase())
    .replaceAll('home-a', harmless)
    .replaceAll(/(?<=[" ])leadership(?=[":;])/g, PLANTED_FRAMEWORK)
    .replaceAll('"workload"', `"${harmless}"`)
    .replaceAll(/"(carer|senior|falls|falls-2024|i-1|team-[12])"/g, `"${harmless}-$1"`);
}

async function textOf(file: FileToImport): Promise<string> {
  return Buffer.concat(await Array.fromAsync(file.open())).toString();
}

const WORKER = {
  DISPLAYID: `Ada ${PERSON.name}`,
  NINUMBER: PERSON.insuranceNumber,
  DOB: '17/03/1957',
} as const;

async function workplace(): Promise<PlantedFile> {
  return { kind: 'workplace', text: await textOf(uploadFile('workplace', [{ ESTNAME: `${HARMLESS} House` }])) };
}

async function staff(): Promise<PlantedFile> {
  const rows = ['W001', 'W002', 'W003'].map((UNIQUEWORKERID) => ({
    ...WORKER,
    UNIQUEWORKERID,
    STARTDATE: '01/02/2020',
  }));
  return { kind: 'staff', text: await textOf(uploadFile('staff', rows)) };
}

async function training(): Promise<PlantedFile> {
  const rows = [{ UNIQUEWORKERID: 'W001', TRAININGNAME: ALL_IN_TEXT.slice(0, 120), NOTES: ALL_IN_TEXT }];
  return { kind: 'training', text: await textOf(uploadFile('training', rows)) };
}

async function everyUploadColumn(kind: (typeof ASC_WDS_KINDS)[number]): Promise<readonly PlantedFile[]> {
  const [header = ''] = (await textOf(uploadFile(kind, []))).split('\n');
  const columns = header.split(',');
  const hidden = columns.filter((column) => !UPLOAD_REFERENCE_COLUMNS.includes(column));
  const cells = hidden.flatMap((column): Cells[] =>
    formsFor(UPLOAD_DAY_COLUMNS.includes(column) && column !== 'DOB').map((form) => ({ [column]: form })),
  );
  const rows = cells.map((cell, index): Cells =>
    kind === 'workplace' ? cell : { UNIQUEWORKERID: `${PERSON.staffNumber}-${index}`, ...cell },
  );
  return Promise.all(
    inParts(rows).map(async (part) => ({ kind, text: renamed(await textOf(uploadFile(kind, part))) })),
  );
}

function inParts<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, index) =>
    rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS),
  );
}
