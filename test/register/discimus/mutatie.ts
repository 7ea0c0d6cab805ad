import fc from 'fast-check';

/**
 * What breaks readers: separators, quotes, JSON, bytes outside UTF-8 or outside names, and numbers of another
 * size.
 */
const LASTIG: Buffer[] = [
  ...['"', '""', ';', '\r', '\0', '\t', '{', '}', '[', ',', ':', '\\', '\\ud800', '\\u0000', '"a":1', 'null'],
  ...['\ufeff', '\u202e', '\u2066', '\u200d', '\u2028', 'é', 'e\u0301', '\u{1f600}', '__proto__', '=cmd()'],
  ...['-1', '00', '1e9', '9'.repeat(40), '2026-02-30', 'x'.repeat(300)],
].map((tekst) => Buffer.from(tekst));
const GEEN_UTF8 = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]].map((bytes) =>
  Buffer.from(bytes),
);

export type Mutatie = (bytes: Buffer) => Buffer;

/**
 * Everywhere with equal chance. fast-check prefers the ends of a range, and would then hit only the first
 * column.
 */
const breuk = fc.noBias(fc.nat(9999)).map((deel) => deel / 10_000);
const plek = (bytes: Buffer, deel: number) => Math.floor(deel * (bytes.length + 1));

const voegIn = fc.tuple(breuk, fc.constantFrom(...LASTIG, ...GEEN_UTF8)).map(
  ([deel, stuk]): Mutatie =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, plek(bytes, deel)), stuk, bytes.subarray(plek(bytes, deel))]),
);
const laatWeg = fc.tuple(breuk, fc.nat(12)).map(
  ([deel, lengte]): Mutatie =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, plek(bytes, deel)), bytes.subarray(plek(bytes, deel) + lengte)]),
);
const verander = fc.tuple(breuk, fc.nat(255)).map(([deel, byte]): Mutatie => {
  return (bytes) => {
    const anders = Buffer.from(bytes);
    anders[plek(bytes, deel)] = byte;
    return anders;
  };
});
const herhaal = fc.tuple(breuk, fc.nat(60)).map(
  ([deel, lengte]): Mutatie =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, plek(bytes, deel) + lengte), bytes.subarray(plek(bytes, deel))]),
);
const WAARDEN = ['', ' ', '0', 'ja', '2010-00-00', '2010-01-01', '9900001', 'x', '93051822361', '٣'].map((tekst) =>
  Buffer.from(tekst).toString('latin1'),
);
const vervangVeld = fc.tuple(fc.nat(16), fc.constantFrom(...WAARDEN)).map(([welk, waarde]): Mutatie => {
  return (bytes) => {
    const isJson = bytes[0] === 0x7b;
    const velden = bytes.toString('latin1').split(isJson ? /(?<=":")([^"]*)/ : /(;)/);
    const plek = isJson ? 2 * welk + 1 : 2 * welk;
    return Buffer.from(velden.map((veld, nummer) => (nummer === plek ? waarde : veld)).join(''), 'latin1');
  };
});
const kapAf = breuk.map(
  (deel): Mutatie =>
    (bytes) =>
      bytes.subarray(0, plek(bytes, deel)),
);

/** One kind of damage to a line or a file. */
export const mutatie: fc.Arbitrary<Mutatie> = fc.oneof(
  { arbitrary: voegIn, weight: 4 },
  { arbitrary: verander, weight: 3 },
  laatWeg,
  herhaal,
  vervangVeld,
  kapAf,
);

/** A few of them, or none. */
export const mutaties = fc.array(mutatie, { maxLength: 3 }).map(
  (alle): Mutatie =>
    (bytes) =>
      alle.reduce((tot, een) => een(tot), bytes),
);
