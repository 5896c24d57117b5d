import { LEADERSHIP_FRAMEWORK } from '@praxis/frameworks';
import { BEGINNING, iso } from '../calendar.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { ROLE_PROFILES } from '../provider/role-profiles.js';

export function writeRoleProfiles(out: OutputFolder): void {
  for (const { id, title, level, jobRole, requirements } of ROLE_PROFILES) {
    out.record('role-profiles', BEGINNING, {
      ROLEPROFILE: id,
      FACT: 'defined',
      DATE: iso(BEGINNING),
      TITLE: title,
      LEVEL: level,
      JOBROLE: jobRole,
    });
    for (const { element, rating, from } of requirements) {
      out.record('role-profiles', from, {
        ROLEPROFILE: id,
        FACT: 'required',
        DATE: iso(from),
        FRAMEWORK: LEADERSHIP_FRAMEWORK.id,
        ELEMENT: element,
        RATING: rating,
      });
    }
    for (const { element, until } of requirements) {
      if (until === undefined) continue;
      out.record('role-profiles', until, {
        ROLEPROFILE: id,
        FACT: 'not-required',
        DATE: iso(until),
        FRAMEWORK: LEADERSHIP_FRAMEWORK.id,
        ELEMENT: element,
      });
    }
  }
}
