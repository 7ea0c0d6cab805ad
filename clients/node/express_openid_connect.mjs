import express from 'express';
import openid from 'express-openid-connect';

const { LEERID_ISSUER: issuerBaseURL, CLIENT_ID: clientID, CLIENT_SECRET: clientSecret, PORT } = process.env;
const app = express();
app.use(
  openid.auth({
    issuerBaseURL,
    baseURL: `http://localhost:${PORT}`,
    clientID,
    clientSecret,
    secret: 'een-geheim-van-de-proef-dat-lang-genoeg-is',
    idTokenSigningAlg: 'ES256',
    clientAuthMethod: 'client_secret_basic',
    authorizationParams: { response_type: 'code', scope: 'openid profile' },
  }),
);
app.get('/', async (vraag, antwoord) => antwoord.json(await vraag.oidc.fetchUserInfo()));
app.listen(PORT, 'localhost');
