import { expect, it, vi } from 'vitest';
import { Progress } from './progress.js';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const out = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { written, progress: new Progress(out) };
}

it('rewrites one line on a terminal, and puts it away before something is said', () => {
  const { written, progress } = terminal(true);

  progress.show('Importing', 1_000, 4_000);
  progress.say('Done.');

  expect(written).toEqual(['\r\u001b[2KImporting: 1,000 of 4,000 (25 %)', '\r\u001b[2KDone.\n']);
});

it('writes whole lines where there is no terminal, and not too many', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const { written, progress } = terminal(false);

  for (let done = 1; done <= 100; done += 1) {
    progress.show('Importing', done, 100);
    vi.advanceTimersByTime(100);
  }
  vi.useRealTimers();

  expect(written.length).toBeLessThan(6);
  expect(written.every((line) => line.endsWith('\n'))).toBe(true);
  expect(written.at(-1)).toBe('Importing: 100 of 100 (100 %)\n');
});

it('says what it has done where the end is not known', () => {
  const { written, progress } = terminal(false);

  progress.show('Reading', 12_345);

  expect(written).toEqual(['Reading: 12,345\n']);
});
