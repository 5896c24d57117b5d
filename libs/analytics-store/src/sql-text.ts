import type { ParameterValue, QueryParameters } from './analytics-store.js';
import { InvalidStatement } from './errors.js';

/** Quoted text, quoted names, here-documents and comments: what is not code in a statement. */
const notCode =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|#[! ][^\n]*|\/\*[\s\S]*?\*\//g;
const placeholder = /\{\s*(\w+)\s*:\s*[^{}]+\}/g;
const identifier = /^[A-Za-z_]\w*$/;

const codeOf = (sql: string): string => sql.replace(notCode, ' ');

/**
 * Refuses text that holds more than one statement: the embedded engine would run all of them, a server only the first.
 *
 * @returns the statement without its closing semicolon
 */
export function singleStatement(sql: string): string {
  const trimmed = sql.replace(/[\s;]+$/, '').trimStart();
  if (trimmed === '') throw new InvalidStatement('There is no statement to run');
  if (codeOf(trimmed).includes(';')) throw new InvalidStatement('Only one statement can be run at a time');
  return trimmed;
}

/** As {@link singleStatement}, and refuses what does not read. */
export function readingStatement(sql: string): string {
  const statement = singleStatement(sql);
  if (!/^[\s(]*(?:SELECT|WITH|SHOW|DESCRIBE|DESC|EXPLAIN|EXISTS)\b/i.test(codeOf(statement))) {
    throw new InvalidStatement('query and stream only read: use command or insertBatch to change something');
  }
  return statement;
}

/** Refuses parameters that the statement has no placeholder for, and placeholders without a parameter. */
export function checkParameters(sql: string, parameters: QueryParameters): void {
  const wanted = new Set([...codeOf(sql).matchAll(placeholder)].map((match) => match[1] ?? ''));
  for (const name of wanted) {
    if (parameters[name] === undefined) throw new InvalidStatement(`No value was given for the placeholder {${name}}`);
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (!identifier.test(name)) throw new InvalidStatement(`${JSON.stringify(name)} cannot be a parameter's name`);
    if (!wanted.has(name)) throw new InvalidStatement(`The statement has no placeholder {${name}}`);
    checkParameter(name, value);
  }
}

function checkParameter(name: string, value: ParameterValue): void {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const one of values) {
    if (typeof one !== 'number') continue;
    if (!Number.isFinite(one)) throw new InvalidStatement(`The parameter ${name} is not a finite number`);
    if (Number.isInteger(one) && !Number.isSafeInteger(one)) {
      throw new InvalidStatement(`The parameter ${name} has lost digits as a number: pass a bigint or a string`);
    }
  }
}

/** A name to be put into a statement. There is no escaping: only plain names exist here. */
export function plainName(name: string): string {
  if (!identifier.test(name)) throw new InvalidStatement(`${JSON.stringify(name)} is not a plain name`);
  return name;
}

/** Text as an SQL string literal. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
