import { codeFieldsOf, DOMAIN, OWN_LISTS } from '@praxis/domain';
import type { Aggregate, EventDefinition } from '@praxis/event-sourcing';
import { CATALOGUE } from '@praxis/metrics';
import { z } from 'zod';

const HEAD = 'Generated from the declarations; `npm run docs:update` writes it anew.';

/** docs/reference/events.md: every stream with its commands and its facts. */
export function renderEvents(): string {
  return ['# Streams, commands and events', '', HEAD, '', ...DOMAIN.aggregates.flatMap(aggregateSection)].join('\n');
}

function aggregateSection(aggregate: Aggregate): string[] {
  const commands = Object.entries(aggregate.commands).map(
    ([name, { summary, roles }]) => `| ${name} | ${summary} | ${roles.join(', ')} |`,
  );
  return [
    `## ${aggregate.name}`,
    '',
    `${aggregate.description}. Stream \`${aggregate.name}-{id}\`, commands at \`POST /api/${aggregate.plural}/{id}/…\`.`,
    '',
    '| Command | What it does | Roles |',
    '|---|---|---|',
    ...commands,
    '',
    '| Event | Version | Fields | Personal |',
    '|---|---|---|---|',
    ...aggregate.events.map(eventRow),
    '',
  ];
}

function eventRow(definition: EventDefinition): string {
  const { properties = {}, required = [] } = z.toJSONSchema(definition.schema, { io: 'input' });
  const fields = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  const personal = Object.keys(definition.personal);
  return `| ${definition.type} | ${definition.version} | ${fields.join(', ') || '–'} | ${personal.join(', ') || '–'} |`;
}

/** docs/reference/codes.md: the lists that an organisation can add to, and which commands ask for a code of them. */
export function renderCodes(): string {
  const users = DOMAIN.aggregates.flatMap(({ name, commands }) =>
    Object.entries(commands).flatMap(([type, { schema }]) =>
      codeFieldsOf(schema).map(({ field, list }) => ({ list, use: `\`${field}\` of ${type} (${name})` })),
    ),
  );
  const sections = Object.entries(OWN_LISTS).flatMap(([list, codes]) => [
    `## ${list}`,
    '',
    codes.map((code) => `\`${code}\``).join(', '),
    '',
    `In ${users
      .filter((user) => user.list === list)
      .map(({ use }) => use)
      .join(', ')}.`,
    '',
  ]);
  return ['# Lists of codes', '', HEAD, '', ABOUT_CODES, '', ...sections].join('\n');
}

const ABOUT_CODES =
  'Codes stand in the log in the clear, so each is of a list: one that others publish (the ASC-WDS’s training ' +
  'categories, job roles and qualifications), or one of these. To these an organisation adds its own with AddCode, ' +
  '`POST /api/organisations/main/add-code` with `{"list": "leaving", "code": "school-run", "on": "2026-04-01"}`, and ' +
  'takes them back with WithdrawCode. A code that is in no list is refused with `UNKNOWN_CODE`.';

/** docs/reference/metrics.md: every metric as the glossary shows it. */
export function renderMetrics(): string {
  const sections = Object.values(CATALOGUE).flatMap((metric) => [
    `## ${metric.title}`,
    '',
    metric.description,
    '',
    '| | |',
    '|---|---|',
    `| Id, version | \`${metric.id}\`, ${metric.version} |`,
    `| Numerator | ${metric.numerator} |`,
    `| Denominator | ${metric.denominator ?? 'none'} |`,
    `| Left out | ${metric.exclusions} |`,
    `| Unit | ${metric.unit} |`,
    `| Adds up over months and units | ${metric.additive ? 'yes' : 'no'} |`,
    `| A month without records is | ${metric.missing === 'zero' ? 'zero' : 'a gap'} |`,
    `| Better is | ${metric.directionOfGood} |`,
    `| From | ${metric.source} |`,
    '',
  ]);
  return ['# Metrics', '', HEAD, '', ...sections].join('\n');
}
