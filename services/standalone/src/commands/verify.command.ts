import { counted, LogMismatch } from '@praxis/event-sourcing';
import {
  headFrom,
  sentenceOf,
  verify,
  withChainNotes,
  type LogVerification,
  type Verification,
} from '@praxis/projections';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';
import { remedyOf } from '../terminal/explain.js';

export interface VerifyCommandOptions {
  /** A head as `verify` printed it before. */
  readonly against?: string;
  readonly json?: boolean;
}

/**
 * The log is looked at also where the tables cannot be.
 *
 * @returns the exit code: 0 when the log is whole, holds what `against` stands for, and every table equals a fresh fold
 * of all of it; 1 also where the tables could not be looked at
 * @throws {LogDamaged} the log cannot be read
 */
export async function verifyCommand(config: PlatformConfig, options: VerifyCommandOptions): Promise<number> {
  const against = options.against === undefined ? undefined : headFrom(options.against);
  const platform = await Platform.openExisting(config);
  try {
    await platform.log.checkFile();
    const { store, ports, layout } = platform;
    const { codec, chainDigest } = ports;
    return await withChainNotes({ store, chainDigest, directory: layout.projector }, async (notes, examined) => {
      const standing = examined?.standing ?? { kind: 'same' };
      const analytics = () => platform.analytics();
      const common = { store, codec, chainDigest, digestsDue: platform.digestsDue, analytics, against };
      // What another log would say about these tables, and they about it, is worth nothing.
      const result = await verify(standing.kind === 'same' ? { ...common, notes } : { ...common, projections: [] });
      if (standing.kind === 'same') notes?.comparedAll(result.log.findings.map(({ position }) => position));
      const mismatch = standing.kind === 'same' ? undefined : standing.message;
      const conclusions = conclusionsOf(result, mismatch);
      const tablesUnseen = result.tablesUnseen?.message;
      const report = options.json
        ? JSON.stringify({ ...result, tablesUnseen, mismatch, conclusions }, withBigints, 2)
        : textOf(result);
      process.stdout.write(options.json ? `${report}\n` : `${[report, ...conclusions].join('\n')}\n`);
      return isGood(result, mismatch) ? 0 : 1;
    });
  } finally {
    await platform.close();
  }
}

function isGood({ isEqual, isComplete, log, tablesUnseen }: Verification, mismatch: string | undefined): boolean {
  const isProven = log.against === undefined || log.against === 'contained';
  const areTablesGood = tablesUnseen === undefined && isEqual && isComplete;
  return mismatch === undefined && areTablesGood && log.findings.length === 0 && isProven;
}

function withBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

const FINDINGS_SHOWN = 10;

function textOf({ tables, log }: Verification): string {
  const findings = log.findings.slice(0, FINDINGS_SHOWN).map((finding) => `DAMAGED    ${sentenceOf(finding)}`);
  const more = log.findings.length - findings.length;
  return [
    ...tables.map(
      ({ table, isEqual, upTo, rows }) =>
        `${isEqual ? 'equal    ' : 'DIFFERENT'}  ${table.padEnd(22)} ${counted(rows, 'row').padStart(15)}, up to position ${upTo}`,
    ),
    ...findings,
    ...(more > 0 ? [`           and ${more} more`] : []),
    ...logLines(log),
  ].join('\n');
}

function logLines({
  events,
  streams,
  digestsFrom,
  digestsDue,
  withDigest,
  begunBefore,
  chainedTo,
  head,
}: LogVerification): string[] {
  const digests =
    digestsFrom === undefined
      ? `none carries a digest${digestsDue === undefined ? ': all are from before there were any' : `, and from position ${digestsDue} on every one was given one`}`
      : `${counted(withDigest, 'carries', 'carry')} a digest, the first at position ${digestsFrom}`;
  const before =
    begunBefore.length === 0 ? '' : `; ${counted(begunBefore.length, 'stream')} began before (--json lists them)`;
  const chain =
    chainedTo === undefined
      ? 'The projector’s chain was not there to compare with.'
      : `The projector’s chain reaches up to position ${chainedTo}.`;
  return [
    `The log holds ${counted(events, 'event')} in ${counted(streams, 'stream')}: ${digests}${before}.`,
    chain,
    ...(head === undefined ? [] : [`Head: ${head}`]),
  ];
}

function conclusionsOf(
  { log, isEqual, isComplete, head, events, tablesUnseen }: Verification,
  mismatch: string | undefined,
): string[] {
  const against = log.against === undefined ? [] : [AGAINST[log.against]];
  if (log.findings.some(({ kind }) => kind === 'damage')) return [...against, DAMAGED];
  if (mismatch !== undefined) return [...against, `${mismatch}.`, LogMismatch.remedy];
  if (log.findings.length > 0) return [...against, LogMismatch.remedy];
  if (tablesUnseen !== undefined) {
    const said = `The tables could not be looked at; nothing is wrong with the log. ${tablesUnseen.message}.`;
    return [...against, said, remedyOf(tablesUnseen) ?? 'Fill them again: praxis project --rebuild all.'];
  }
  if (!isEqual) return [...against, 'The tables differ from the log. Run praxis project --rebuild <table>.'];
  if (!isComplete) {
    return [
      ...against,
      `The tables equal the log as far as they go, and are behind it (head ${head}). Run praxis project.`,
    ];
  }
  return [
    ...against,
    `The tables equal a fresh fold of ${events === 1 ? 'the only event' : `all ${counted(events, 'event')}`}.`,
  ];
}

const DAMAGED =
  'The log is damaged. Put back its last good copy; the tables are not what is wrong, and filling them again would only spread it. See docs/how-to/verify-the-log.md.';
const AGAINST = {
  contained: 'The log still holds exactly the events that the head given stands for.',
  different: 'The log does NOT hold the events that the head given stands for: it was changed since, or is another.',
  'too-short': 'The log ends before the head given: events that it stands for are missing.',
} as const;
