import { aggregateNamed } from '@praxis/domain';
import type { UploadContext } from './asc-wds/upload.context.js';
import { staffPlan } from './asc-wds/staff.plan.js';
import { trainingPlan } from './asc-wds/training.plan.js';
import { workplacePlan } from './asc-wds/workplace.plan.js';
import type { ImportKind } from './formats/import-kinds.js';
import { OWN_FORMATS } from './formats/own-formats.js';
import { bringingNobodyBack, type IsErased } from './taking/erased.rows.js';
import type { FilePlan } from './taking/file-plan.js';
import { tellingNames } from './taking/named.labels.js';
import { ownPlan } from './taking/own.plan.js';

export type ImportSetting = UploadContext;

/** How a file of a kind is taken. */
export function planOf(
  kind: ImportKind,
  setting: ImportSetting,
  isErased: IsErased,
  nameWords: () => ReadonlySet<string>,
): FilePlan {
  return tellingNames(bringingNobodyBack(ofKind(kind, setting), isErased), nameWords);
}

function ofKind(kind: ImportKind, setting: ImportSetting): FilePlan {
  switch (kind) {
    case 'workplace':
      return workplacePlan(setting) as FilePlan;
    case 'staff':
      return staffPlan(setting) as FilePlan;
    case 'training':
      return trainingPlan(setting) as FilePlan;
    default: {
      const format = OWN_FORMATS.find((each) => each.kind === kind);
      if (!format) throw new Error(`There is no format for files of kind ${kind}`);
      return ownPlan(format, aggregateNamed(format.aggregate), setting) as FilePlan;
    }
  }
}
