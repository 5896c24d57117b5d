import { describe, expect, it } from 'vitest';
import { statusFixture } from '../testing/fixtures/frame.fixture.js';
import { ReportProblem, unreachable, unreadable } from '../api/report-problem.js';
import { bannersOf, lostContactBanner } from './status-banner.text.js';

const live = statusFixture('live');
const place = { position: '1234', stream: 'worker-w-1', what: 'it is not what was appended' };
const withLog = (log: Partial<typeof live.log>, state = live) => ({ ...state, log: { ...state.log, ...log } });
const titles = (status: typeof live) => bannersOf(status).map(({ title }) => title);

describe('the banner', () => {
  it('says nothing while all is well, whatever the clock did', () =>
    expect(bannersOf(withLog({ warnings: ['The clock is behind'] }))).toEqual([]));

  it('says of a damaged log where it is, and never to rebuild', () => {
    const [banner] = bannersOf(withLog({ damage: [place] }));
    expect(banner).toMatchObject({ title: 'The event log is damaged', isUrgent: true });
    expect(banner!.text).toContain('at log position 1 234 in worker-w-1 it is not what was appended. ');
    expect(banner!.text).not.toMatch(/rebuild|more place/i);
  });

  it('counts the places that it does not name', () => {
    const [banner] = bannersOf(withLog({ damage: [place, place, place] }));
    expect(banner!.text).toContain(', and 2 more places are damaged. ');
  });

  it('says of damage without a place what it is', () => {
    const [banner] = bannersOf(
      withLog({ damage: [{ position: null, stream: null, what: 'part of it cannot be read' }] }),
    );
    expect(banner!.text).toContain('not what was recorded: part of it cannot be read. ');
  });

  it('says that the log is damaged and that a projection stopped, both', () =>
    expect(titles(withLog({ damage: [place] }, statusFixture('stopped')))).toEqual([
      'The event log is damaged',
      'Figures are not being updated',
    ]));

  it('says of another log only that, with what to do: nothing else means anything then', () => {
    const mismatch = { message: 'The log ends at position 6', remedy: 'Put back the log.' };
    const banners = bannersOf(withLog({ mismatch, damage: [place] }, statusFixture('stopped')));
    expect(banners).toMatchObject([{ title: expect.stringContaining('not the one'), isUrgent: true }]);
    expect(banners[0]!.text).toMatch(/^The log ends at position 6\. No figure is shown .* Put back the log\.$/);
  });

  it.each([
    ['stopped', 'Figures are not being updated', true],
    ['held', 'Figures are not being updated at the moment', true],
    ['catching-up', 'Figures are catching up', false],
  ] as const)('says that figures are not up to date: %s', (state, title, isUrgent) =>
    expect(bannersOf(statusFixture(state))).toMatchObject([{ title, isUrgent }]),
  );

  it('events were said to be missing from figures that had all of them, while the log was looked at after a start', () => {
    const [banner, ...others] = bannersOf({ ...statusFixture('catching-up'), lag: 0 });
    expect(others).toEqual([]);
    expect(banner).toMatchObject({ title: 'The event log is being looked at', isUrgent: false });
    expect(banner!.text).not.toMatch(/not yet in/);
    expect(bannersOf(statusFixture('catching-up'))[0]!.text).toMatch(/not yet in the figures/);
  });

  it('events were said to be missing from figures of which nobody knew yet how far they are', () => {
    const [banner, ...others] = bannersOf({ ...statusFixture('catching-up'), lag: null });
    expect(others).toEqual([]);
    expect(banner).toMatchObject({ title: 'Figures may be catching up', isUrgent: false });
    expect(banner!.text).not.toMatch(/not yet in/);
  });

  it.each(['held', 'stopped'] as const)('says how far the log goes on beyond figures that are %s', (state) => {
    const status = statusFixture(state);
    expect(bannersOf(status)[0]!.text).toContain('each figure. The log goes on to position 184 467. ');
    expect(bannersOf({ ...status, applied: status.head!, lag: 0 })[0]!.text).not.toContain('goes on to');
    expect(bannersOf({ ...status, head: null, lag: null })[0]!.text).toContain(
      'How far the log goes on after that is not known: it cannot be read. ',
    );
  });

  it('names the projection that stopped, and where', () =>
    expect(bannersOf(statusFixture('stopped'))[0]!.text).toContain(
      '“capability-facts” stopped at log position 180 003: ElementRated v9 has no reader. What you see is correct up to',
    ));
});

describe('the banner while the server does not tell its status', () => {
  const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();
  const gone = {
    error: new ReportProblem(unreachable()),
    answeredAt: at(21, 14, 4),
    figuresOf: at(21, 9, 3),
    now: at(21, 14, 5),
  };

  it('says when it last answered and since when the figures are', () =>
    expect(lostContactBanner(gone)).toEqual({
      title: 'Praxis cannot be reached',
      text:
        'It last answered at 14:04. The figures shown were read at 09:03; what was recorded after that is not in ' +
        'them. Check that Praxis is running and that you are connected. This page goes on asking, and says no more ' +
        'of it once Praxis answers.',
      isUrgent: true,
    }));

  it('names the day where it was another', () =>
    expect(lostContactBanner({ ...gone, now: at(22, 8, 0) }).text).toMatch(
      /at 21 Nov 2026, 14:04\. .* at 21 Nov 2026, 09:03;/,
    ));

  it('says nothing of figures where none are shown, nor of an answer that there never was', () => {
    const { text } = lostContactBanner({ ...gone, answeredAt: null, figuresOf: null });
    expect(text).toMatch(/^It has not answered this page yet\. Check /);
  });

  it('says what came back where something else answers in its place', () =>
    expect(lostContactBanner({ ...gone, error: new ReportProblem(unreadable(502)) }).text).toMatch(
      /^What came back is no status of Praxis, but an answer 502\. It last answered/,
    ));
});
