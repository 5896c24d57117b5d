import { problemFrom, ReportProblem, unreachable, unreadable } from './report-problem.js';

export type QueryParameters = Readonly<Record<string, string | number | undefined>>;

/** Path and query with the parameters in a fixed order, so that the same question is always the same address. */
export function addressOf(path: string, parameters: QueryParameters = {}): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name];
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Answers with the body of `address`. The server validates what it sends against the contract, and the fixtures of
 * the specs are validated too; here it is only looked at for the one member that tells a report from anything else,
 * because a schema library would cost more than the page may weigh.
 *
 * @throws ReportProblem for anything but a readable answer; an aborted request rejects with its reason.
 */
export async function fetchAnswer<T extends object>(
  address: string,
  member: keyof T & string,
  signal: AbortSignal,
): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal }).catch(
    (reason: unknown) => {
      if (signal.aborted) throw reason;
      throw new ReportProblem(unreachable());
    },
  );
  const body = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) throw new ReportProblem(problemFrom(response.status, body));
  if (typeof body !== 'object' || body === null || !(member in body)) {
    throw new ReportProblem(unreadable(response.status));
  }
  return body as T;
}
