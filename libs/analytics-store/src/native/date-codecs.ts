import { daysOf, InstantReader, KnownDays } from './calendar-text.js';
import { type ColumnCodec, nothing, shown, UnfitValue } from './column-codec.js';

interface DateRange {
  readonly first: string;
  readonly last: string;
}

function date(make: (length: number) => Uint16Array | Int32Array, range: DateRange): ColumnCodec {
  const first = daysOf(range.first) ?? 0;
  const last = daysOf(range.last) ?? 0;
  return {
    emptyValue: '1970-01-01',
    prefix: nothing,
    write(values, sink) {
      const known = new KnownDays();
      const numbers = make(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = values[index];
        const days = typeof value === 'string' ? known.get(value) : undefined;
        if (days === undefined || days < first || days > last) {
          throw new UnfitValue(index, `${shown(value)} is not a date from ${range.first} to ${range.last}`);
        }
        numbers[index] = days;
      }
      sink.numbers(numbers);
    },
  };
}

export const dateTime: ColumnCodec = {
  emptyValue: '1970-01-01 00:00:00',
  prefix: nothing,
  write(values, sink) {
    const instant = new InstantReader();
    const numbers = new Uint32Array(values.length);
    for (let index = 0; index < values.length; index++) {
      const fits = instant.read(values[index]) && instant.nanoseconds === 0;
      if (!fits || instant.seconds < 0 || instant.seconds > 0xffff_ffff) {
        throw new UnfitValue(index, `${shown(values[index])} is not a UTC time in whole seconds from 1970 to 2106`);
      }
      numbers[index] = instant.seconds;
    }
    sink.numbers(numbers);
  },
};

/** `precision`: digits after the decimal point that are kept, 0 to 9; finer ones must be zeros. */
export function dateTime64(precision: number): ColumnCodec {
  const ticksASecond = 10 ** precision;
  const nanosecondsATick = 10 ** (9 - precision);
  return {
    emptyValue: '1970-01-01 00:00:00',
    prefix: nothing,
    write(values, sink) {
      const instant = new InstantReader();
      const numbers = new BigInt64Array(values.length);
      for (let index = 0; index < values.length; index++) {
        if (!instant.read(values[index]) || instant.nanoseconds % nanosecondsATick !== 0) {
          throw new UnfitValue(index, `${shown(values[index])} is not a UTC time with up to ${precision} decimals`);
        }
        const fraction = instant.nanoseconds / nanosecondsATick;
        const ticks = instant.seconds * ticksASecond + fraction;
        numbers[index] = Number.isSafeInteger(ticks)
          ? BigInt(ticks)
          : BigInt(instant.seconds) * BigInt(ticksASecond) + BigInt(fraction);
      }
      sink.numbers(numbers);
    },
  };
}

export const dateCodecs: Readonly<Record<string, ColumnCodec>> = {
  Date: date((length) => new Uint16Array(length), { first: '1970-01-01', last: '2149-06-06' }),
  Date32: date((length) => new Int32Array(length), { first: '1900-01-01', last: '2299-12-31' }),
  DateTime: dateTime,
};
