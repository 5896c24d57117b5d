import type { Problem } from '@praxis/contracts';

/** What went wrong, in words for the person at the screen: always with a remedy. */
export class ReportProblem extends Error {
  override readonly name = 'ReportProblem';
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export const unreachable = (): Problem => ({
  type: 'about:blank',
  status: 0,
  code: 'unreachable',
  title: 'The report service did not answer',
  detail: 'Nothing came back from the server, or the connection was lost on the way.',
  remedy: 'Check that Praxis is running and that you are connected, then try again.',
});

const UNREADABLE = 'unreadable-answer';

export const unreadable = (status: number): Problem => ({
  type: 'about:blank',
  status,
  code: UNREADABLE,
  title: 'The report service gave an answer that could not be read',
  detail: `It answered with status ${status}, in a form this page does not know.`,
  remedy: 'Reload the page: a newer version may have been installed. If that does not help, tell your administrator.',
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** What the API tells whoever calls it is no help at a page, where nobody does. */
function atAPage(remedy: string): string {
  if (!/\/api\/|\b(?:GET|POST|DELETE) /.test(remedy)) return remedy;
  return 'Look at the address of this page, or begin anew at the overview. If that does not help, tell your administrator.';
}

/** Reads an RFC 9457 document leniently, since a proxy on the way may have put another page in its place. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return unreadable(status);
  const { type, title, detail, code, remedy, errors } = body as Partial<Record<keyof Problem, unknown>>;
  if (!isText(title)) return unreadable(status);
  return {
    type: isText(type) ? type : 'about:blank',
    status,
    title,
    detail: isText(detail) ? detail : '',
    code: isText(code) ? code : 'unknown',
    ...(isText(remedy) ? { remedy: atAPage(remedy) } : {}),
    ...(Array.isArray(errors) ? { errors: errors.flatMap(fieldError) } : {}),
  };
}

function fieldError(entry: unknown): NonNullable<Problem['errors']> {
  const { field, reason, remedy } = (entry ?? {}) as Partial<Record<'field' | 'reason' | 'remedy', unknown>>;
  return isText(field) && isText(reason)
    ? [{ field, reason, ...(isText(remedy) ? { remedy: atAPage(remedy) } : {}) }]
    : [];
}

/** These of the refusals are about the moment, and not about what was asked for. */
const OF_THE_MOMENT: readonly number[] = [408, 425, 429];

/** Whether Praxis will answer the same question in the same way, however often it is asked. */
export const isRefusal = ({ status, code }: Problem): boolean =>
  status >= 400 && status < 500 && !OF_THE_MOMENT.includes(status) && code !== UNREADABLE;
