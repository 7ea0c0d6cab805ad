/**
 * Words that many people choose as a password, in Dutch, French and English. Made for LeerID. Case, accents
 * and digits don't matter.
 */
export const VEELGEKOZEN: readonly string[] = `
wachtwoord paswoord password passwoord passe motdepasse geheim secret login inloggen aanmelden account
welkom welcome bienvenue hallo hello hoihoi bonjour dankjewel alsjeblieft tijdelijk nieuw verander changeme letmein
school klas leerling leerkracht juffrouw meester juf computer laptop tablet internet google youtube facebook instagram
tiktok snapchat whatsapp spotify netflix smartschool bingel minecraft fortnite roblox pokemon mario zelda sonic sims
voetbal football soccer basketbal tennis zwemmen turnen dansen paarden paard pony hond poes kat konijn hamster vlinder
dolfijn eenhoorn unicorn panda tijger leeuw draak dragon monkey
anderlecht clubbrugge brugge gent genk standard antwerp barcelona realmadrid ronaldo messi mbappe lukaku hazard debruyne
vlaanderen belgie belgium brussel antwerpen gentbrugge leuven hasselt
lente zomer herfst winter summer spring autumn maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
januari februari maart april augustus september oktober november december kerstmis sinterklaas vakantie
mama papa mami papi moeder vader zusje broertje familie vriend vriendin schatje liefje liefde love iloveyou ikhouvanjou
ikhouvan jetaime prinses princess prins koning superman batman spiderman starwars harrypotter pikachu
admin administrator beheerder gebruiker user test tester testtest demo master shadow killer sunshine zonnetje regenboog
zonneschijn bloemen chocolade snoepje koekje pannenkoek appelmoes banaan
abc123 qwerty azerty trustno1 passw0rd
`
  .trim()
  .split(/\s+/);
