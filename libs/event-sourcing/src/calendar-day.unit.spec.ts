import { describe, expect, it } from 'vitest';
import { dayIn, daysIn, daysInTurn, endOfDay, instantOn, isTimeZone } from './calendar-day.js';

describe('the day where somebody is', () => {
  it.each([
    ['Europe/London', 'summer time, half past midnight', '2026-06-30T23:30:00.000Z', '2026-07-01'],
    ['Europe/London', 'summer time, before midnight', '2026-06-30T22:59:59.999Z', '2026-06-30'],
    ['Europe/London', 'winter, before midnight', '2026-01-31T23:59:59.999Z', '2026-01-31'],
    ['Europe/London', 'winter, midnight', '2026-02-01T00:00:00.000Z', '2026-02-01'],
    ['Europe/London', 'the night the clocks go forward, before', '2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['Europe/London', 'the evening after they went forward', '2026-03-29T23:00:00.000Z', '2026-03-30'],
    ['Europe/London', 'the night before they go back', '2026-10-24T23:30:00.000Z', '2026-10-25'],
    ['Europe/London', 'the evening after they went back', '2026-10-25T23:30:00.000Z', '2026-10-25'],
    ['Europe/London', 'the first hour that there is twice', '2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['Europe/London', 'the second hour that there is twice', '2026-10-25T01:30:00.000Z', '2026-10-25'],
    ['Pacific/Auckland', 'their summer, thirteen hours ahead', '2026-01-31T11:00:00.000Z', '2026-02-01'],
    ['Pacific/Auckland', 'their winter, twelve hours ahead', '2026-06-30T11:59:59.999Z', '2026-06-30'],
    ['Pacific/Tongatapu', 'thirteen hours ahead all year', '2026-06-30T11:00:00.000Z', '2026-07-01'],
    ['Pacific/Kiritimati', 'fourteen hours ahead', '2026-06-30T10:00:00.000Z', '2026-07-01'],
    ['Pacific/Pago_Pago', 'eleven hours behind', '2026-07-01T10:59:00.000Z', '2026-06-30'],
    ['UTC', 'the last instant of a year', '2026-12-31T23:59:59.999Z', '2026-12-31'],
  ])('in %s, %s: %s is on %s', (zone, _when, instant, day) => {
    expect(dayIn(zone, instant)).toBe(day);
    expect(daysIn(zone)(instant)).toBe(day);
  });

  it('is the same however it is found, at every minute of the days around both changes of the clocks', () => {
    for (const zone of ['Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      const dayOf = daysIn(zone);
      for (const [month, day] of [
        [2, 28],
        [3, 4],
        [9, 4],
        [9, 24],
      ] as const) {
        for (let minute = 0; minute < 3 * 1_440; minute += 1) {
          const instant = new Date(Date.UTC(2026, month, day, 0, minute, 59, 999)).toISOString();
          if (dayOf(instant) !== dayIn(zone, instant)) expect.fail(`${zone} ${instant}`);
        }
      }
    }
  });

  it('is told of times when zones were seconds apart', () => {
    const instant = '1936-12-31T23:40:30.000Z';
    expect(daysIn('Europe/Amsterdam')(instant)).toBe(dayIn('Europe/Amsterdam', instant));
  });

  it('is told anew for every other instant', () => {
    const dayOf = daysIn('Europe/London');
    expect(['2026-06-30T12:00:00Z', '2026-06-30T23:00:00Z', '2026-06-30T12:00:00Z'].map(dayOf)).toEqual([
      '2026-06-30',
      '2026-07-01',
      '2026-06-30',
    ]);
  });

  it('is not told of a zone that there is not, or of what is no instant', () => {
    expect(() => dayIn('Europe/Londinium', '2026-06-30T12:00:00Z')).toThrow(RangeError);
    expect(() => dayIn('Europe/London', 'noon')).toThrow(RangeError);
  });
});

it('knows the zones that there are', () => {
  expect(['Europe/London', 'UTC', 'Pacific/Auckland'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['Europe/Londinium', '', 'London'].map(isTimeZone)).toEqual([false, false, false]);
});

it.each(['Europe/London', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Etc/GMT+12', 'UTC'])(
  'gives an instant that is on the day in %s and in UTC, on every day of a year',
  (zone) => {
    const dayOf = daysIn(zone);
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const instant = instantOn(day, dayOf);
      expect([instant.slice(0, 10), dayOf(instant)], zone).toEqual([day, day]);
    }
  },
);

it.each([
  ['Europe/London', '2026-06-30', '2026-06-30T23:00:00.000Z'],
  ['Europe/London', '2026-01-31', '2026-02-01T00:00:00.000Z'],
  ['Europe/London', '2026-03-29', '2026-03-29T23:00:00.000Z'],
  ['Europe/London', '2026-10-25', '2026-10-26T00:00:00.000Z'],
  ['Pacific/Auckland', '2026-01-31', '2026-01-31T11:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-06-30', '2026-07-01T11:00:00.000Z'],
  ['Asia/Kathmandu', '2026-06-30', '2026-06-30T18:15:00.000Z'],
  ['UTC', '2299-12-31', '2300-01-01T00:00:00.000Z'],
])('finds the end of a day in %s: %s ends at %s', (zone, day, end) => {
  expect(endOfDay(day, daysIn(zone))).toBe(end);
});

describe('time zones in turn', () => {
  const hours = (from: string, count: number) =>
    Array.from({ length: count }, (_, hour) => new Date(Date.parse(from) + hour * 3_600_000).toISOString());

  it('are one, as long as no other is set', () => {
    const dayOf = daysInTurn('Europe/London', []);
    for (const instant of hours('2026-06-29T00:00:00Z', 72))
      expect(dayOf(instant)).toBe(dayIn('Europe/London', instant));
  });

  it('tell days before the first day of the next, and by the next from there on, in its own days', () => {
    const dayOf = daysInTurn('Europe/London', [
      { value: 'Pacific/Auckland', from: '2026-06-10' },
      { value: 'America/New_York', from: '2026-06-20' },
    ]);
    const days = {
      '2026-06-09T11:59:00Z': '2026-06-09', // London: Auckland’s 10 June begins a minute later
      '2026-06-09T12:00:00Z': '2026-06-10',
      '2026-06-19T12:00:00Z': '2026-06-20', // Auckland still: it is 19 June in New York
      '2026-06-20T03:59:00Z': '2026-06-20',
      '2026-06-20T04:00:00Z': '2026-06-20', // New York
      '2026-06-20T13:00:00Z': '2026-06-20', // in Auckland it would be 21 June
      '2026-06-21T04:00:00Z': '2026-06-21',
    };
    expect(Object.fromEntries(Object.keys(days).map((instant) => [instant, dayOf(instant)]))).toEqual(days);
  });

  it('that are set for days ahead do not count before', () => {
    const dayOf = daysInTurn('Europe/London', [{ value: 'Pacific/Auckland', from: '2030-01-01' }]);
    expect(dayOf('2026-06-30T13:00:00Z')).toBe('2026-06-30');
  });

  it.each([
    ['east, across the date line', 'Pacific/Pago_Pago', 'Pacific/Tongatapu'],
    ['west, across it', 'Pacific/Tongatapu', 'Pacific/Pago_Pago'],
    ['east', 'America/Los_Angeles', 'Pacific/Auckland'],
  ])('no day comes twice, and each ends once: %s', (_where, first, value) => {
    const dayOf = daysInTurn(first, [{ value, from: '2026-06-10' }]);
    const days = hours('2026-06-05T00:00:00Z', 240).map(dayOf);
    expect(days).toEqual(days.toSorted());
    for (const day of new Set(days.slice(24, -48))) {
      const end = endOfDay(day, dayOf);
      expect([dayOf(end) > day, dayOf(new Date(Date.parse(end) - 60_000).toISOString())], day).toEqual([true, day]);
      const instant = instantOn(day, dayOf);
      expect([instant.slice(0, 10), dayOf(instant)], day).toEqual([day, day]);
    }
  });
});
