import type { Kern, Opening } from '../kamer.ts';
import { leesPartijcontacten, partijenIn } from '../protocol/index.ts';
import type { Werkrooster } from '../store/index.ts';
import { stuurBericht } from '../uitgaand/index.ts';
import { logContactfouten, logNietBezorgd } from './berichtenlog.ts';
import { leesWachtendeBerichten } from './berichtrijen.ts';
import { BERICHTEN_VERZENDEN, BERICHTEN_ZOEKEN } from './berichttaken.ts';
import type { Kanaal } from './geadresseerden.ts';
import { maakWebhooksleutel, maakWebhookverzender, WEBHOOKDOEL } from './kanalen/webhook.ts';
import { type Klaarlegbenodigdheden, legBerichtenKlaar } from './leg_berichten_klaar.ts';
import { type Verzendbenodigdheden, type Verzender, verzendBericht } from './verzend.ts';

export interface Berichtenbenodigd extends Pick<Kern, 'neven' | 'klok' | 'log' | 'sleutelVoor'> {
  instellingen: {
    issuer: string;
    demo: boolean;
    configmap: string;
    partijenmap?: string | undefined;
    mail?: { van: string; smtpUrl?: string | undefined; map?: string | undefined } | undefined;
  };
  toepassingen: Pick<Klaarlegbenodigdheden, 'leesLevenslopen'>;
  leesAfbouw: Klaarlegbenodigdheden['leesAfbouw'];
}

/**
 * Opens the messages to parties in a server. What there is to tell is looked for every quarter of an hour, on some
 * node, and each message is work of its own in the timetable.
 */
export function openBerichten(huis: Berichtenbenodigd): Opening {
  const { neven, klok, instellingen, toepassingen } = huis;
  const meldFouten = logContactfouten(huis.log);
  const leesContacten = async () => {
    const { gelezen, fouten } = await leesPartijcontacten(
      instellingen.partijenmap ?? partijenIn(instellingen.configmap),
    );
    meldFouten(fouten);
    return gelezen;
  };
  const klaarleggen: Klaarlegbenodigdheden = {
    ...{ db: neven.bezorgen, klok, issuer: instellingen.issuer, leesContacten },
    leesLevenslopen: toepassingen.leesLevenslopen,
    leesAfbouw: huis.leesAfbouw,
  };
  return {
    async onderhoud(rooster) {
      const verzenden = {
        ...{ db: neven.bezorgen, klok, leesContacten, verzenders: await verzendersVan(huis) },
        meldNietBezorgd: logNietBezorgd(huis.log),
      };
      await neemBerichtenAan(rooster, klaarleggen, verzenden);
    },
  };
}

/** Finds what is to be told, and sends what is found. Both are work of the timetable. */
export async function neemBerichtenAan(
  rooster: Werkrooster,
  klaarleggen: Klaarlegbenodigdheden,
  verzenden: Verzendbenodigdheden,
): Promise<void> {
  await rooster.neemLosWerkAan(BERICHTEN_VERZENDEN.naam, (id) => verzendBericht(verzenden, id));
  await rooster.neemAan(BERICHTEN_ZOEKEN.naam, async () => {
    await legBerichtenKlaar(klaarleggen);
    await vraagVerzendingAan(rooster, klaarleggen);
  });
}

/** Whatever was not sent yet becomes work again: nothing is lost when a node dies, or when trying ended. */
export async function vraagVerzendingAan(
  rooster: Werkrooster,
  { db, klok }: Pick<Klaarlegbenodigdheden, 'db' | 'klok'>,
): Promise<void> {
  for (const { id, partij } of await leesWachtendeBerichten(db, klok.nu()))
    await rooster.voegToe(BERICHTEN_VERZENDEN.naam, { over: id, groep: partij });
}

async function verzendersVan({ instellingen, sleutelVoor }: Berichtenbenodigd): Promise<Record<Kanaal, Verzender>> {
  const { issuer, demo } = instellingen;
  const sleutel = maakWebhooksleutel(sleutelVoor(WEBHOOKDOEL));
  return {
    email: await mailverzender(instellingen),
    webhook: maakWebhookverzender(sleutel, issuer, stuurBericht(demo)),
  };
}

/** The library is loaded only where mails leave. */
async function mailverzender({ mail, issuer }: Berichtenbenodigd['instellingen']): Promise<Verzender> {
  if (mail?.smtpUrl) return (await import('./kanalen/smtp.ts')).maakSmtpverzender(mail.smtpUrl, mail.van, issuer);
  if (mail?.map) return (await import('./kanalen/mailmap.ts')).maakMailmap(mail.map, mail.van, issuer);
  return async () => {
    throw new Error('LEERID_SMTP_URL of LEERID_MAIL_DIR ontbreekt');
  };
}
