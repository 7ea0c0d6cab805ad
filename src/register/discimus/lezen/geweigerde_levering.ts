/**
 * Why a delivery is refused as a whole. The codes are stable, because a timer reads them from the JSON lines
 * of a load.
 */
export type Leveringsweigering =
  | 'loopt_al'
  | 'ouder_dan_vorige'
  | 'te_veel_uitval'
  | 'te_veel_einden'
  | 'manifest_geen_json'
  | 'manifest_ongeldig'
  | 'manifest_te_groot'
  | 'bestand_ontbreekt'
  | 'bestand_onleesbaar'
  | 'bestand_leeg'
  | 'bestand_te_groot'
  | 'geen_gewoon_bestand'
  | 'gzip_zonder_naam'
  | 'gzip_beschadigd'
  | 'geen_utf8'
  | 'kop_onleesbaar'
  | 'kolom_ontbreekt'
  | 'kolom_dubbel'
  | 'hash_verschilt'
  | 'rijen_verschillen';

/**
 * The whole delivery is refused and nothing changes. The message is for the operator. It is one line that
 * says what to do.
 */
export class GeweigerdeLevering extends Error {
  override readonly name = 'GeweigerdeLevering';
  readonly code: Leveringsweigering;

  constructor(code: Leveringsweigering, uitleg: string) {
    super(uitleg);
    this.code = code;
  }
}
