import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What is counted in what people read: a number before one of these is told by `counted`, which knows of one. */
const COUNTED =
  'actions|answers|cells|charts|commands|days|entries|errors|events|facts|figures|files|items|keys|labels|levels|minutes|' +
  'months|people|places|questions|records|rows|services|sheets|streams|tables|units|warnings|weeks|workers|years';
const PLURAL = new RegExp(String.raw`\$\{((?:[^{}]|\{[^{}]*\})*)\} (?:of them )?(?:${COUNTED})\b`, 'g');

/** A limit of ours, which is written in capitals, is never one. */
const isLimit = (expression: string) => /^[A-Z_]+$/.test(expression);

/** Never one, or never read by anybody but us. */
const NEVER_ONE = [
  'chance-flags.ts: charts', // a slip of ours
  'clickhouse-analytics-store.ts: maximumBatchRows',
  'minutes-per-head/prepare.ts: oneDecimal(last.minutesPerHead)', // 1.0 minutes
  'personal-data.errors.ts: events', // one is told apart
  'poisson-regression.ts: counts.length', // a slip of ours
  'report.rendering.ts: number(places)', // only of many
  'stream-queue.ts: this.mostWaiting',
  'table-draft.ts: rows.length', // only of more than a limit
];

it('“1 rows” was told: a number before a noun is told by `counted`, which says “1 row”', () => {
  const files = globSync('{libs,services,projections,dashboard}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.spec.{ts,tsx}', '**/testing/**'],
  });
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(PLURAL)]
      .map(([, expression]) => expression!)
      .filter((expression) => !isLimit(expression))
      .map((expression) => `${file}: ${expression}`),
  );
  const isExempt = (place: string) => NEVER_ONE.some((exempt) => place.endsWith(`/${exempt}`));
  expect(found.filter((place) => !isExempt(place))).toEqual([]);
  for (const exempt of NEVER_ONE)
    expect(
      found.filter((place) => place.endsWith(`/${exempt}`)),
      exempt,
    ).toHaveLength(1);
});
