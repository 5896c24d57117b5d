import { Writable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { outliveReaders } from './closed-output.js';

const coded = (code: string) => Object.assign(new Error(`${code}: no`), { code });
const stream = (said: string[] = []) => new Writable({ write: (text, _, done) => (said.push(String(text)), done()) });
const before = process.listeners('exit');
const codeBefore = process.exitCode;

/** What the process would do at its end, done now. */
function exitCodeAtEnd(): typeof process.exitCode {
  const added = process.listeners('exit').filter((listener) => !before.includes(listener));
  for (const listener of added) (listener as (code: number) => void)(0);
  return process.exitCode;
}

afterEach(() => {
  for (const listener of process.listeners('exit')) if (!before.includes(listener)) process.off('exit', listener);
  process.exitCode = codeBefore;
});

it('a reader that had enough, such as head, ended the command with a stack: it goes on and keeps its exit code', () => {
  const said: string[] = [];
  const [out, messages] = [stream(), stream(said)];
  outliveReaders(out, messages);
  out.emit('error', coded('EPIPE'));
  out.emit('error', coded('EPIPE'));
  messages.emit('error', coded('EPIPE'));
  expect(said).toEqual([]);
  expect(exitCodeAtEnd()).toBe(codeBefore);
});

it('output that was lost to a full disk is not passed for printed: it is told once, and the exit code is 1', () => {
  const said: string[] = [];
  const out = stream();
  outliveReaders(out, stream(said));
  out.emit('error', coded('ENOSPC'));
  out.emit('error', coded('ENOSPC'));
  expect(said).toEqual(['praxis: Not everything was printed: ENOSPC: no\n']);
  for (const [ofCommand, atEnd] of [
    [0, 1],
    [130, 130],
  ]) {
    process.exitCode = ofCommand;
    expect(exitCodeAtEnd()).toBe(atEnd);
  }
});

it('a message that cannot be written ends nothing: there is nowhere to tell it', () => {
  const messages = stream();
  outliveReaders(stream(), messages);
  messages.emit('error', coded('ENOSPC'));
  expect(exitCodeAtEnd()).toBe(codeBefore);
});
