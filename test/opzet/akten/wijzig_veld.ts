/** The steps of a path such as `partijen[].kbo`: names, and `[]` for every item of a list. */
const stappenVan = (pad: string) => pad.replaceAll('[]', '.[]').split('.');

/** A copy of a value with another value at a path. The same value where the path does not exist. */
export function metAndereWaarde(waarde: unknown, pad: string, wijzig: (oud: unknown) => unknown): unknown {
  const loop = (hier: unknown, [stap, ...verder]: string[]): unknown => {
    if (stap === undefined) return wijzig(hier);
    if (stap === '[]') return Array.isArray(hier) ? hier.map((item) => loop(item, verder)) : hier;
    if (typeof hier !== 'object' || hier === null || !Object.hasOwn(hier, stap)) return hier;
    return { ...hier, [stap]: loop((hier as Record<string, unknown>)[stap], verder) };
  };
  return loop(waarde, stappenVan(pad));
}

/** Values of every kind that a field can have. The schema may accept some of them. */
const WAARDEN: unknown[] = [
  ...['2020-02-02', '2027-02-02', '2027-02-02T12:00:00+01:00', 'P7D', '01-31', 'https://anders.example/', 5, 2],
  ...[
    true,
    false,
    undefined,
    'anders',
    'dov',
    'naam',
    'kleuter',
    'samenwerking',
    'hash',
    'periodiek',
    '6.1.a',
    '9.2.a',
  ],
  ...['ontvanger', 'verstrekker', 'handtekening', 'akkoordverklaring', 'dienst_gestopt', 'eigen_school'],
  ...['school_zonder_leeftijdsgroepen', '0644.450.380', '2.248.590.454'],
];

/** A value with another value at a path, in many ways. Also with the surrounding group removed. */
export function* varianten(waarde: unknown, pad: string): Generator<unknown> {
  yield metAndereWaarde(waarde, pad, (oud) => (typeof oud === 'string' ? `${oud} anders` : undefined));
  for (const nieuw of WAARDEN) yield metAndereWaarde(waarde, pad, () => nieuw);
  const [ouder = '', naam = ''] = [pad.slice(0, pad.lastIndexOf('.')), pad.slice(pad.lastIndexOf('.') + 1)];
  yield metAndereWaarde(waarde, ouder, () => ({ [naam]: 'anders' }));
}

export function staatIn(waarde: unknown, pad: string): boolean {
  let gevonden = false;
  metAndereWaarde(waarde, pad, (oud) => {
    gevonden = true;
    return oud;
  });
  return gevonden;
}
