import { afterEach, expect, it, vi } from 'vitest';
import { CancelledBySignals } from './cancelling.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s lost what was half done: the first asks for an end, the second ends at once', (name, code) => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  vi.useFakeTimers({ toFake: ['performance'] });
  const said: string[] = [];
  using cancelled = new CancelledBySignals((line) => said.push(line));
  expect(cancelled).toMatchObject({ exitCode: 0, signal: { aborted: false } });
  process.emit(name, name);
  expect(cancelled).toMatchObject({ exitCode: code, signal: { aborted: true } });
  expect(said).toHaveLength(1);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  process.emit(name, name);
  expect(exit).toHaveBeenCalledExactlyOnceWith(code);
});

it('one Ctrl-C under npm ended an import at once: what npm passes on is not a second one', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  vi.useFakeTimers({ toFake: ['performance'] });
  const said: string[] = [];
  using cancelled = new CancelledBySignals((line) => said.push(line));
  process.emit('SIGINT', 'SIGINT');
  vi.advanceTimersByTime(499);
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit).not.toHaveBeenCalled();
  expect(cancelled.exitCode).toBe(130);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit).toHaveBeenCalledExactlyOnceWith(143);
});

it('leaves signals alone once the work is over', () => {
  const before = process.listenerCount('SIGTERM');
  {
    using _cancelled = new CancelledBySignals(() => undefined);
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
  }
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
