/** The demo's round of tests: some weeks around today, in one school year, over by 31 July (S3 art. 3). */
export function demoronde(vandaag: Temporal.PlainDate): { naam: string; van: string; tot: string } {
  const { van, tot } = schooljaar(vandaag);
  const begin = vandaag.subtract({ weeks: 2 });
  const einde = vandaag.add({ weeks: 8 });
  return { naam: 'demoronde', van: laatste(begin, van).toString(), tot: eerste(einde, tot).toString() };
}

/** The day on which the demo's pupils take their test: a week from now, or the last day of the round. */
export function demotoetsdag(vandaag: Temporal.PlainDate): Temporal.PlainDate {
  return eerste(vandaag.add({ weeks: 1 }), schooljaar(vandaag).tot);
}

function schooljaar(vandaag: Temporal.PlainDate): { van: Temporal.PlainDate; tot: Temporal.PlainDate } {
  const jaar = vandaag.month >= 8 ? vandaag.year : vandaag.year - 1;
  const van = Temporal.PlainDate.from({ year: jaar, month: 8, day: 1 });
  return { van, tot: van.add({ years: 1 }).subtract({ days: 1 }) };
}

function eerste(een: Temporal.PlainDate, ander: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(een, ander) < 0 ? een : ander;
}

function laatste(een: Temporal.PlainDate, ander: Temporal.PlainDate): Temporal.PlainDate {
  return eerste(een, ander) === een ? ander : een;
}
