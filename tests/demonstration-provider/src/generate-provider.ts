import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { BEGINNING, type Day, day, END } from './calendar.js';
import { OutputFolder } from './csv/output-folder.js';
import { writeAscWds } from './files/asc-wds.rows.js';
import { writeAssignments } from './files/assignments.rows.js';
import { writeChecklist } from './files/checklist.rows.js';
import { writeImprovements } from './files/improvements.rows.js';
import { writeIndicators } from './files/indicators.rows.js';
import { writeLearning } from './files/learning.rows.js';
import { writeOrganisation } from './files/organisation.rows.js';
import { writePolicies } from './files/policies.rows.js';
import { writeRatings } from './files/ratings.rows.js';
import { writeRoleProfiles } from './files/role-profiles.rows.js';
import { writeSupervision } from './files/supervision.rows.js';
import { type Manifest, writtenManifest } from './manifest.js';
import { imagineProvider, lineManagers, type Provider, type Service } from './provider/provider.js';

export interface GenerateOptions {
  readonly seed: number;
  /** 1: the provider as described; n: n times as many services, teams and workers. Above 0, at most 200. */
  readonly scale?: number;
  readonly outDir: string;
  /** Nothing recorded after this day is written: `YYYY-MM-DD`, up to 2026-10-31. */
  readonly until?: string;
  /** Replaces what an earlier run left in the folder. */
  readonly overwrite?: boolean;
  /** Services written so far, and of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

const DEFAULT_UNTIL = '2026-10-31';

/**
 * Writes the demonstration provider as files of the published import formats. The same options give the same bytes.
 *
 * @throws {RangeError} a seed, scale or day outside what is offered
 * @throws {OutputNotEmpty} the folder holds files
 */
export async function generateProvider(options: GenerateOptions): Promise<Manifest> {
  const { seed, scale = 1, outDir, until = DEFAULT_UNTIL, overwrite = false, onProgress } = options;
  const last = checkedUntil(until);
  if (!Number.isSafeInteger(seed)) throw new RangeError('The seed is a whole number');
  if (!(scale > 0 && scale <= 200)) throw new RangeError('The scale is above 0 and at most 200');

  const provider = imagineProvider(seed, scale);
  const out = new OutputFolder(outDir, last, overwrite);
  writeOrganisation(out, provider);
  writePolicies(out);
  writeRoleProfiles(out);
  const services = [provider.office, ...provider.services];
  for (const [index, service] of services.entries()) {
    writeService(out, provider, service, last);
    onProgress?.(index + 1, services.length);
    await setImmediate();
  }
  writeImprovements(out, provider);
  out.close();
  const manifest = writtenManifest(provider, { seed, scale, until }, out.files());
  // Last of all: a folder without it was not finished.
  writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function writeService(out: OutputFolder, provider: Provider, service: Service, until: Day): void {
  writeAscWds(out, service, until);
  for (const worker of service.workers) {
    if (worker.startedOn > until) continue;
    const managers = lineManagers(provider, service, worker);
    writeAssignments(out, service, worker, managers, until);
    const sessions = writeSupervision(out, service, worker, managers);
    writeLearning(out, service, worker);
    writeRatings(out, service, worker, managers, sessions);
  }
  if (service !== provider.office) writeChecklist(out, provider, service);
  writeIndicators(out, service);
}

function checkedUntil(until: string): Day {
  const last = day(until);
  if (last < BEGINNING || last > END) throw new RangeError(`The story runs from 2022-11-01 to ${DEFAULT_UNTIL}`);
  return last;
}
