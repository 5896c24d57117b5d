import { addMonths, british, type Day, iso } from '../calendar.js';
import type { Row } from '../csv/columns.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { type Certificate, drawCertificates } from '../provider/certificates.js';
import type { Service } from '../provider/provider.js';
import { standingIn, uploadDays } from '../provider/uploads.js';
import type { Worker } from '../provider/worker.js';
import { staffRecord } from './staff-record.js';
import { workplaceRecord } from './workplace-record.js';

export const ASC_WDS_FOLDER = 'asc-wds';

export function returnFolder(upload: Day): string {
  return `${ASC_WDS_FOLDER}/${iso(upload)}`;
}

/** Every return is the whole state of the workplace on its day. */
export function writeAscWds(out: OutputFolder, service: Service, until: Day): void {
  const uploads = uploadDays(until);
  const certificates = new Map(
    service.workers.map((worker) => [
      worker,
      drawCertificates(worker, service.random.child(`certificates ${worker.id}`)),
    ]),
  );
  const statusOf = { workplace: changeTracker(), staff: changeTracker() };
  for (const [index, upload] of uploads.entries()) {
    const folder = returnFolder(upload);
    const before = uploads[index - 1] ?? 0;
    const standing = new Map(service.workers.map((worker) => [worker, standingIn(worker, upload, before)]));
    const listed = service.workers.filter((worker) => standing.get(worker) !== 'absent');

    const workplace = workplaceRecord(service, upload, before);
    out.write(
      `${folder}/workplace.csv`,
      'workplace',
      { ...workplace, STATUS: statusOf.workplace(service.localId, workplace) },
      upload,
    );
    for (const worker of listed) {
      const record = staffRecord(worker, upload, service.random.child(`staff ${worker.id}`));
      const STATUS = standing.get(worker) === 'deleted' ? 'DELETE' : statusOf.staff(worker.id, record);
      out.write(`${folder}/staff.csv`, 'staff', { ...record, STATUS }, upload);
    }
    for (const worker of listed.filter((one) => standing.get(one) === 'listed')) {
      for (const one of certificates.get(worker) ?? [])
        writeTraining(out, `${folder}/training.csv`, worker, one, upload);
    }
  }
}

/** NEW the first time, then whether the record differs from the one before. */
function changeTracker(): (key: string, record: object) => 'NEW' | 'UPDATE' | 'NOCHANGE' {
  const known = new Map<string, string>();
  return (key, record) => {
    const now = JSON.stringify(record);
    const before = known.get(key);
    known.set(key, now);
    return before === undefined ? 'NEW' : before === now ? 'NOCHANGE' : 'UPDATE';
  };
}

const CIRCUMSTANCES: readonly Row<'training'>[] = [
  { ACCREDITED: 1, WHODELIVERED: 2, HOWDELIVERED: 1 },
  { ACCREDITED: 0, WHODELIVERED: 1, HOWDELIVERED: 2 },
  { ACCREDITED: 999, WHODELIVERED: 1, HOWDELIVERED: 1 },
  { HOWDELIVERED: 2 },
];

function writeTraining(out: OutputFolder, path: string, worker: Worker, one: Certificate, upload: Day): void {
  if (one.recordedOn > upload || (one.removedOn !== null && one.removedOn <= upload)) return;
  const months = one.corrected !== null && one.corrected.from <= upload ? one.corrected.months : one.months;
  out.write(
    path,
    'training',
    {
      LOCALESTID: worker.workplace,
      UNIQUEWORKERID: worker.id,
      CATEGORY: one.topic,
      TRAININGNAME: one.name,
      ...CIRCUMSTANCES[one.variant],
      ...(months === null ? {} : { VALIDITY: months }),
      DATECOMPLETED: british(one.completedOn),
      ...(months !== null && one.variant === 2 ? { EXPIRYDATE: british(addMonths(one.completedOn, months) - 1) } : {}),
    },
    upload,
  );
}
