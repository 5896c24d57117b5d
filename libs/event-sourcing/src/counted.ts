/** 1 → `1 row`, 2000 → `2,000 rows`: how numbers of things are told everywhere but in the browser. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${Number(count) === 1 ? one : many}`;
}
