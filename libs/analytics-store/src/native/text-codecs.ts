import { type ColumnCodec, nothing, shown, UnfitValue } from './column-codec.js';

export const textCodec: ColumnCodec = {
  emptyValue: '',
  prefix: nothing,
  write(values, sink) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (typeof value !== 'string') throw new UnfitValue(index, `${shown(value)} is not a text`);
      sink.text(value);
    }
  },
};

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Two little-endian halves, the first half of the text first. */
export const uuidCodec: ColumnCodec = {
  emptyValue: '00000000-0000-0000-0000-000000000000',
  prefix: nothing,
  write(values, sink) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (typeof value !== 'string' || !uuidShape.test(value)) {
        throw new UnfitValue(index, `${shown(value)} is not a UUID`);
      }
      const digits = value.replaceAll('-', '');
      sink.unsigned64(BigInt(`0x${digits.slice(0, 16)}`));
      sink.unsigned64(BigInt(`0x${digits.slice(16)}`));
    }
  },
};
