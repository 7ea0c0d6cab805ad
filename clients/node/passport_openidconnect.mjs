import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy from 'passport-openidconnect';

const { LEERID_ISSUER: issuer, CLIENT_ID: clientID, CLIENT_SECRET: clientSecret, PORT } = process.env;
passport.use(
  new OpenIDConnectStrategy(
    {
      issuer,
      authorizationURL: `${issuer}/authorize`,
      tokenURL: `${issuer}/token`,
      userInfoURL: `${issuer}/userinfo`,
      clientID,
      clientSecret,
      callbackURL: `http://localhost:${PORT}/callback`,
      scope: 'profile',
      nonce: true,
      skipUserProfile: false,
    },
    (_issuer, profile, _context, _idToken, _accessToken, _refreshToken, klaar) => klaar(null, profile._json ?? profile),
  ),
);
const app = express();
app.use(session({ secret: 'proef', resave: false, saveUninitialized: true }));
app.get('/', passport.authenticate('openidconnect', { session: false }));
app.get('/callback', passport.authenticate('openidconnect', { session: false }), (vraag, antwoord) =>
  antwoord.json(vraag.user),
);
app.listen(PORT, 'localhost');
