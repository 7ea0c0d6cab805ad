import { z } from 'zod';
import { clientId, datum, partijId, tekst } from './bouwstenen.ts';
import * as d from './delen.ts';
import * as t from './protocoltekst.ts';

export {
  ONDERWIJS,
  STROMEN,
  type Stroom,
  VAN_RECHTSWEGE,
  VOORWAARDEN,
  VORMEN,
  type Voorwaarde,
} from './delen.ts';

export const protocolschema = z
  .strictObject({
    /** Its name. `schema` is taken: the public register has another document at that address. */
    protocol: partijId.refine((naam) => naam !== 'schema', 'deze naam is al bezet: kies een andere'),
    titel: tekst,
    omschrijving: tekst,
    /** The date on the cover. It has no legal effect. */
    voorblad: datum,
    /** The date of the closing line. Absent where the act leaves it blank (S3). */
    opgemaakt: datum.optional(),
    partijen: z.array(d.partij).min(2),
    /** The applications that the act is for, by client_id. Absent where the act names none. */
    toepassingen: z.array(clientId).min(1).optional(),
    /** Parties may leave a required element out where the act says so (S0 recital E). */
    afwijkingen: z.strictObject({ vindplaats: d.vindplaats, tekst }).optional(),
    vtc_advies: t.vtcAdvies.optional(),
    dpia: z.strictObject({ vindplaats: d.vindplaats, tekst }).optional(),
    overwegingen: z.array(t.bepaling).default([]),
    onderwerp: t.onderwerp,
    rechtsgrond: d.rechtsgrond,
    doel: t.doel,
    doelgroep: d.doelgroep,
    voorwaarden: z.array(d.voorwaarde).default([]),
    gegevens: z.array(d.gegeven).min(1),
    /** One reason for all the data, where the act gives one (S0 and S1 art. 3). */
    reden_voor_alle: tekst.optional(),
    bewaring: d.bewaring,
    ontvangers: d.ontvangers,
    gegevensstromen: z.array(t.gegevensstroom).default([]),
    /** Administrative packages from which class information may come (S2, manual ch. 2). */
    pakketten: z.strictObject({ vindplaats: d.vindplaats, namen: z.array(tekst).min(1) }).optional(),
    onderzoek: t.onderzoek.optional(),
    mededeling: d.mededelingswijze,
    looptijd: d.looptijd,
    opzegging: d.opzegging,
    beveiliging: t.beveiliging,
    kwaliteit: t.kwaliteit,
    transparantie: t.transparantie,
    sanctie: d.sanctie,
    meldingsplicht: t.meldingsplicht,
    einde: d.einde,
    recht: t.recht,
  })
  .transform((protocol) => ({
    ...protocol,
    gegevens: protocol.gegevens.map((een) => ({ ...een, reden: een.reden ?? protocol.reden_voor_alle ?? '' })),
  }));

/**
 * A protocol as its parties agreed on it. Every field is a clause of the act. `reden` stands with each datum.
 */
export type Protocol = z.infer<typeof protocolschema>;
