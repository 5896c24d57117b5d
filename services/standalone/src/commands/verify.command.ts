import { verify } from '@praxis/projections';
import type { PlatformConfig } from '../platform/platform.config.js';
import { Platform } from '../platform/platform.js';

/** @returns the exit code: 0 when every table equals a fresh fold of the whole log */
export async function verifyCommand(config: PlatformConfig, json: boolean): Promise<number> {
  const platform = await Platform.open(config);
  try {
    const { store, ports } = platform;
    const result = await verify({
      store,
      codec: ports.codec,
      chainDigest: ports.chainDigest,
      analytics: await platform.analytics(),
    });
    const equal = result.isEqual && result.isComplete;
    process.stdout.write(json ? `${JSON.stringify(result, withBigints, 2)}\n` : `${table(result)}\n`);
    return equal ? 0 : 1;
  } finally {
    await platform.close();
  }
}

function withBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function table(result: Awaited<ReturnType<typeof verify>>): string {
  const lines = result.tables.map(
    ({ table, isEqual, upTo, rows }) =>
      `${isEqual ? 'equal    ' : 'DIFFERENT'}  ${table.padEnd(22)} ${String(rows).padStart(10)} rows, up to position ${upTo}`,
  );
  const conclusion = !result.isEqual
    ? 'The tables differ from the log. Run praxis project --rebuild <table>.'
    : !result.isComplete
      ? `The tables equal the log as far as they go, and are behind it (head ${result.head}). Run praxis project.`
      : `The tables equal a fresh fold of all ${result.events} events.`;
  return [...lines, conclusion].join('\n');
}
