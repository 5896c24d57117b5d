import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { OutputNotEmpty } from './csv/output-folder.js';
import { generateProvider } from './generate-provider.js';
import { generateMeasurements } from './measurements/generate-measurements.js';

const USAGE = `Writes the demonstration provider, or events for measurements.

  --out <folder>       where the files go (with --measurements: the file, one JSON event a line)
  --seed <number>      1 unless given
  --scale <number>     1 unless given: how many times as large
  --until <day>        nothing recorded later is written; 2026-10-31 unless given
  --overwrite          replaces what an earlier run left in the folder
  --measurements <n>   writes n domain events instead of files for the importer
`;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
      until: { type: 'string' },
      measurements: { type: 'string' },
      overwrite: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.out === undefined) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const seed = Number(values.seed);
  if (values.measurements !== undefined) {
    await writeMeasurements(values.out, seed, Number(values.measurements));
    return;
  }
  const manifest = await generateProvider({
    seed,
    scale: Number(values.scale),
    outDir: values.out,
    overwrite: values.overwrite,
    ...(values.until === undefined ? {} : { until: values.until }),
  });
  process.stdout.write(`${manifest.rows} rows in ${manifest.files.length} files, ${manifest.workers} workers\n`);
}

async function writeMeasurements(path: string, seed: number, count: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(path);
  for (const event of generateMeasurements({ seed, count })) {
    if (!file.write(`${JSON.stringify(event)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  process.stdout.write(`${count} events\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof RangeError || error instanceof OutputNotEmpty || isArgumentError(error);
  if (!expected) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
