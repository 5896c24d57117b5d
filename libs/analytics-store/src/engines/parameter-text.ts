import { InvalidStatement } from '../errors.js';
import { quoted } from '../sql-text.js';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};

const escaped = (text: string): string => text.replace(/[\\'\t\n\r\0]/g, (character) => escapes[character] ?? '');

/** A parameter in the text form that the engine parses by the placeholder's type; what the client sends over HTTP. */
function parameterText(value: unknown): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(elementText).join(',')}]`;
  throw new InvalidStatement(`A parameter cannot be a ${typeof value}`);
}

function elementText(element: unknown): string {
  if (typeof element === 'string') return `'${escaped(element)}'`;
  if (typeof element === 'number' || typeof element === 'bigint') return String(element);
  throw new InvalidStatement(`A list given as a parameter cannot hold a ${typeof element}`);
}

/** The statement that gives a session its next query's parameters; undefined when there are none. */
export function setParameters(parameters: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const entries = Object.entries(parameters ?? {});
  if (entries.length === 0) return undefined;
  return `SET ${entries.map(([name, value]) => `param_${name} = ${quoted(parameterText(value))}`).join(', ')}`;
}

/** The statement that takes the values away again, so that none outlives its query in the engine's memory. */
export function clearParameters(parameters: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(parameters);
  return `SET ${names.map((name) => `param_${name} = ''`).join(', ')}`;
}
