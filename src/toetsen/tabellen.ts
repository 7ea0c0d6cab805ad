/** Rows of assigned tests, as the migrations define them. */

declare module '../store/tabellen.ts' {
  interface Tabellen {
    toetsen: { code: string; naam: string };
    toetstoewijzingen: { leerling_id: string; toets: string; van: Tijdstip; tot: Tijdstip };
  }
}

export {};
