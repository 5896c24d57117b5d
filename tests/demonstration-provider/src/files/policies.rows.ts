import { iso } from '../calendar.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { POLICIES } from '../provider/policies.js';

/** Each is recorded on the day it comes into force, in the order in which they do. */
export function writePolicies(out: OutputFolder): void {
  for (const { kind, role, topic, value, from } of POLICIES.toSorted((one, other) => one.from - other.from)) {
    out.record('policies', from, {
      POLICY: kind,
      ...(role === undefined ? {} : { ROLEPROFILE: role }),
      ...(topic === undefined ? {} : { TOPIC: topic }),
      VALUE: value,
      FROM: iso(from),
    });
  }
}
