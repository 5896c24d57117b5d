import { AnalyticsError } from '../errors.js';

const described = /Code: (\d+)\. DB::(?:Net)?Exception: ([\s\S]*)/;

/** An engine failure in the shape that the client gives those of a server: `code` as digits, `type`, a clean message. */
export function clickHouseFailure(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof AnalyticsError) return error;
  const match = described.exec(error.message);
  if (match === null) return error;
  const [, code = '', rest = ''] = match;
  const type = /\(([A-Z][A-Z0-9_]{2,})\)\s*$/.exec(rest)?.[1];
  const message = type === undefined ? rest : rest.slice(0, rest.lastIndexOf(`(${type})`));
  return Object.assign(new Error(message.trim(), { cause: error }), { code, ...(type === undefined ? {} : { type }) });
}
