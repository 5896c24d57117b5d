import type { ColumnCodec } from './column-codec.js';
import { dateCodecs, dateTime, dateTime64 } from './date-codecs.js';
import { numberCodecs } from './number-codecs.js';
import { textCodec, uuidCodec } from './text-codecs.js';
import { array, lowCardinalityText, nullable } from './wrapping-codecs.js';

const simple: Readonly<Record<string, ColumnCodec>> = {
  ...numberCodecs,
  ...dateCodecs,
  String: textCodec,
  UUID: uuidCodec,
};
const known = new Map<string, ColumnCodec>();

/**
 * How values of a ClickHouse type are written.
 *
 * @param type as ClickHouse spells it: `LowCardinality(String)`, `DateTime64(3, 'UTC')`, `Array(Nullable(UInt32))`
 * @returns undefined for a type that nothing here has needed so far
 */
export function codecOf(type: string): ColumnCodec | undefined {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made = make(type.trim());
  if (made !== undefined) known.set(type, made);
  return made;
}

function make(type: string): ColumnCodec | undefined {
  if (Object.hasOwn(simple, type)) return simple[type];
  const [, outer = '', inner = ''] = /^(\w+)\((.*)\)$/s.exec(type) ?? [];
  switch (outer) {
    case 'Nullable': {
      const codec = codecOf(inner);
      return codec === undefined ? undefined : nullable(codec);
    }
    case 'Array': {
      const codec = codecOf(inner);
      return codec === undefined ? undefined : array(codec);
    }
    case 'LowCardinality':
      if (inner === 'String') return lowCardinalityText(false);
      return inner === 'Nullable(String)' ? lowCardinalityText(true) : undefined;
    case 'DateTime':
      return dateTime;
    case 'DateTime64': {
      const precision = Number(/^\d/.exec(inner)?.[0]);
      return precision <= 9 ? dateTime64(precision) : undefined;
    }
    default:
      return undefined;
  }
}
