/** Rows of signing in, as the migrations define them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    activatiecodes: {
      aanmeldmiddel_id: string;
      code_hash: Buffer;
      uitgegeven_op: Tijdstip;
      verloopt_op: Tijdstip;
      gebruikt_op: TijdstipOfNiets;
    };
    aanmeldpogingen: { key: string; points: number; expire: number | null };
  }
}

export {};
