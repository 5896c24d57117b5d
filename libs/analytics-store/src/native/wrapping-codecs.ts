import type { ByteSink } from './byte-sink.js';
import { type ColumnCodec, shown, UnfitValue } from './column-codec.js';
import { textCodec } from './text-codecs.js';

/** A byte a value that says whether it is null, then all values, with stand-ins for the nulls. */
export function nullable(inner: ColumnCodec): ColumnCodec {
  return {
    emptyValue: null,
    prefix: (sink) => inner.prefix(sink),
    write(values, sink) {
      const nulls = new Uint8Array(values.length);
      const present = values.map((value, index) => {
        if (value !== null) return value;
        nulls[index] = 1;
        return inner.emptyValue;
      });
      sink.numbers(nulls);
      inner.write(present, sink);
    },
  };
}

/** Where each array ends, then all elements. */
export function array(inner: ColumnCodec): ColumnCodec {
  return {
    emptyValue: [],
    prefix: (sink) => inner.prefix(sink),
    write(values, sink) {
      const elements: unknown[] = [];
      const owners: number[] = [];
      const ends = new BigUint64Array(values.length);
      for (let index = 0; index < values.length; index++) {
        const value = values[index];
        if (!Array.isArray(value)) throw new UnfitValue(index, `${shown(value)} is not a list`);
        for (const element of value) {
          elements.push(element);
          owners.push(index);
        }
        ends[index] = BigInt(elements.length);
      }
      sink.numbers(ends);
      try {
        inner.write(elements, sink);
      } catch (error) {
        throw error instanceof UnfitValue ? new UnfitValue(owners[error.index] ?? 0, error.reason) : error;
      }
    },
  };
}

// Of the Native format: keys travel with the block, and the receiver's dictionary is made anew from them.
const sharedDictionariesWithAdditionalKeys = 1n;
const hasAdditionalKeys = 1n << 9n;
const needsUpdatedDictionary = 1n << 10n;

/** A dictionary of the column's different texts, then each value's place in it. */
export function lowCardinalityText(canBeNull: boolean): ColumnCodec {
  return {
    emptyValue: canBeNull ? null : '',
    prefix: (sink) => sink.unsigned64(sharedDictionariesWithAdditionalKeys),
    write(values, sink) {
      // In a nullable dictionary the first place is the null and the second the default; the keys' texts are not read.
      const keys: string[] = canBeNull ? ['', ''] : [''];
      const places = new Map<string, number>([['', keys.length - 1]]);
      const indexes = new Uint32Array(values.length);
      for (let index = 0; index < values.length; index++) {
        indexes[index] = placeOf(values[index], index, canBeNull, keys, places);
      }
      if (values.length === 0) return;
      writeDictionary(keys, indexes, sink);
    },
  };
}

function placeOf(
  value: unknown,
  index: number,
  canBeNull: boolean,
  keys: string[],
  places: Map<string, number>,
): number {
  if (value === null && canBeNull) return 0;
  if (typeof value !== 'string') throw new UnfitValue(index, `${shown(value)} is not a text`);
  const known = places.get(value);
  if (known !== undefined) return known;
  const place = keys.push(value) - 1;
  places.set(value, place);
  return place;
}

function writeDictionary(keys: readonly string[], places: Uint32Array, sink: ByteSink): void {
  const [widthCode, narrowed] =
    keys.length <= 0x100
      ? ([0n, new Uint8Array(places)] as const)
      : keys.length <= 0x1_0000
        ? ([1n, new Uint16Array(places)] as const)
        : ([2n, places] as const);
  sink.unsigned64(widthCode | hasAdditionalKeys | needsUpdatedDictionary);
  sink.unsigned64(BigInt(keys.length));
  textCodec.write(keys, sink);
  sink.unsigned64(BigInt(places.length));
  sink.numbers(narrowed);
}
