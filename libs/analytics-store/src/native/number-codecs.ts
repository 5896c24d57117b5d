import { type ColumnCodec, nothing, shown, UnfitValue } from './column-codec.js';

type SmallIntegers = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

function smallNumberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? Number(value) : Number.NaN;
}

/** Integers of up to 32 bits. */
function smallInteger(bits: number, signed: boolean, make: (length: number) => SmallIntegers): ColumnCodec {
  const lowest = signed ? -(2 ** (bits - 1)) : 0;
  const highest = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return {
    emptyValue: 0,
    prefix: nothing,
    write(values, sink) {
      const numbers = make(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = smallNumberOf(values[index]);
        if (!Number.isInteger(value) || value < lowest || value > highest) {
          throw new UnfitValue(index, `${shown(values[index])} is not a whole number from ${lowest} to ${highest}`);
        }
        numbers[index] = value;
      }
      sink.numbers(numbers);
    },
  };
}

const decimalDigits = /^-?\d{1,20}$/;

function bigintOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' && decimalDigits.test(value) ? BigInt(value) : undefined;
}

function wideInteger(signed: boolean): ColumnCodec {
  const lowest = signed ? -(2n ** 63n) : 0n;
  const highest = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return {
    emptyValue: 0n,
    prefix: nothing,
    write(values, sink) {
      const numbers = signed ? new BigInt64Array(values.length) : new BigUint64Array(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = bigintOf(values[index]);
        if (value === undefined || value < lowest || value > highest) {
          const given = shown(values[index]);
          throw new UnfitValue(index, `${given} is not a whole number from ${lowest} to ${highest}, or not exactly`);
        }
        numbers[index] = value;
      }
      sink.numbers(numbers);
    },
  };
}

function float(make: (length: number) => Float32Array | Float64Array): ColumnCodec {
  return {
    emptyValue: 0,
    prefix: nothing,
    write(values, sink) {
      const numbers = make(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = values[index];
        if (typeof value !== 'number' || !Number.isFinite(value)) {
          throw new UnfitValue(index, `${shown(value)} is not a finite number`);
        }
        numbers[index] = value;
      }
      sink.numbers(numbers);
    },
  };
}

const bool: ColumnCodec = {
  emptyValue: false,
  prefix: nothing,
  write(values, sink) {
    const bytes = new Uint8Array(values.length);
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (typeof value !== 'boolean') throw new UnfitValue(index, `${shown(value)} is neither true nor false`);
      bytes[index] = value ? 1 : 0;
    }
    sink.numbers(bytes);
  },
};

export const numberCodecs: Readonly<Record<string, ColumnCodec>> = {
  UInt8: smallInteger(8, false, (length) => new Uint8Array(length)),
  UInt16: smallInteger(16, false, (length) => new Uint16Array(length)),
  UInt32: smallInteger(32, false, (length) => new Uint32Array(length)),
  UInt64: wideInteger(false),
  Int8: smallInteger(8, true, (length) => new Int8Array(length)),
  Int16: smallInteger(16, true, (length) => new Int16Array(length)),
  Int32: smallInteger(32, true, (length) => new Int32Array(length)),
  Int64: wideInteger(true),
  Float32: float((length) => new Float32Array(length)),
  Float64: float((length) => new Float64Array(length)),
  Bool: bool,
};
