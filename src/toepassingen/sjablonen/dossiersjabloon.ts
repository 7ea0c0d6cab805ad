export interface Dossierkeuze {
  clientId: string;
  partij?: string | undefined;
  protocol: string;
  ontvanger?: string | undefined;
}

/** A new integratiedossier: what an application's engineers arrange with the operator. */
export function dossiersjabloon({ clientId, partij, protocol, ontvanger }: Dossierkeuze): string {
  const variabele = `${clientId.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_CLIENT_SECRET`.replace(
    /^(?=[^A-Z])/,
    'C_',
  );
  return `# Het dossier van één toepassing; gemaakt door "leerid toepassing nieuw". Vul in wat INVULLEN zegt en schrap wat je niet nodig
# hebt. Welke gegevens de toepassing krijgt, staat hier niet: dat zegt haar protocol. Daarna tekent de partij die ontvangt, met
#   leerid toepassing onderteken ${clientId} --partij ${partij ?? '<partij>'} --sleutel <bestand>
# en elke byte die dan nog verandert, sluit de toepassing tot ze opnieuw tekent.

# Dezelfde naam als dit bestand: 3 tot 64 letters, cijfers, punten, streepjes.
client_id: ${clientId}

# Zo zien leerlingen de toepassing op de aanmeldpagina.
naam: INVULLEN

# De partij die ontvangt, zoals in partijen; zij tekent dit dossier, en alleen onder een protocol van haar gaat iets open.
partij: ${partij ?? 'INVULLEN'}

# Het protocol waaronder ze werkt: een map in protocollen.
protocol: ${protocol}

# Welke ontvanger van het protocol dit is, waar dat ontvangers onderscheidt (het "id" bij ontvangers.categorieen).
${ontvanger ? `ontvanger: ${ontvanger}` : '# ontvanger: leverancier-toetsplatform'}

# Wanneer deze ontvanger iets krijgt, waar het protocol dat aan vensters bindt; zonder venster blijft ze dicht.
# vensters: [{ naam: afname, van: 2027-05-03, tot: 2027-06-11 }]

# Sinds wanneer de wet geldt waarop het protocol rust, als die bij het tekenen nog een ontwerp was.
# wetgeving_van_kracht: { sinds: JJJJ-MM-DD, vindplaats: … }

# Waar een leerling na het aanmelden terechtkomt: volledige https-adressen, zonder jokerteken.
redirect_uris:
  - INVULLEN

# Waar hij na het afmelden terechtkan.
# post_logout_redirect_uris: [https://${clientId}.example/]

# Waar wij melden dat een leerling afgemeld is (OIDC Back-Channel Logout 1.0).
# backchannel_logout_uri: https://${clientId}.example/afgemeld

# Waar een leerling opnieuw begint als het aanmelden vastloopt.
# initiate_login_uri: https://${clientId}.example/aanmelden

# Andere oorsprongen waar redirect_uris een leerling meteen naar doorsturen; browsers toetsen die aan ons formulier.
# verdere_adressen: [https://www.${clientId}.example]

# Hoe de toepassing bewijst wie ze is. Met een geheim: LeerID zoekt het in zijn omgeving, onder de naam die hier staat, of in het
# bestand van die naam in de map van LEERID_CLIENT_SECRETS_DIR.
# (client_secret_post zet het geheim in het bericht in plaats van in de kop.)
client_authenticatie:
  token_endpoint_auth_method: client_secret_basic
  client_secret_uit_omgeving: ${variabele}
# Of, beter, met een eigen sleutel; geef jwks_uri, of jwks met de publieke sleutels zelf.
# client_authenticatie:
#   token_endpoint_auth_method: private_key_jwt
#   jwks_uri: https://${clientId}.example/jwks
#   jwks: { keys: [{ kty: EC, crv: P-256, x: …, y: … }] }

# Het ID-token: ES256, of RS256 voor wie niet anders kan. "claims: true" zet de gegevens er ook in, voor wie ze niet bij userinfo kan
# vragen; dan moet claims_reden zeggen waarom, want namen komen zo in adressen en logboeken terecht.
# id_token:
#   id_token_signed_response_alg: ES256
#   claims: true
#   claims_reden: …

# true voor een toepassing die ov_leerid_uuid als lijst leest.
# ov_leerid_uuid_als_lijst: false

# "vrijgesteld_mits_nonce" voor een client die geen PKCE kan.
# pkce: verplicht

# "fapi2": aanvragen via PAR, tokens gebonden met DPoP, private_key_jwt en ES256.
# profiel: gewoon

# "negeren" voor een client die altijd meer scopes vraagt dan zijn protocol geeft; anders wordt zo'n vraag geweigerd.
# ruimere_scopes: weigeren

# Wat de toepassing ingebouwd heeft: klasinformatie.
# integraties: [klasinformatie]

# Enkel voor een demo: productie weigert demodossiers.
# demo: true
`;
}
