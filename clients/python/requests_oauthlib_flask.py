import os

from flask import Flask, jsonify, redirect, request, session
from oauthlib.oauth2 import WebApplicationClient
from requests_oauthlib import OAuth2Session

issuer = os.environ["LEERID_ISSUER"]
# For http on this machine alone.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
app = Flask(__name__)
app.secret_key = "proef"


def leerid(**anders):
    terug = f"http://localhost:{os.environ['PORT']}/callback"
    return OAuth2Session(os.environ["CLIENT_ID"], scope="openid profile", redirect_uri=terug, **anders)


@app.get("/")
def begin():
    client = WebApplicationClient(os.environ["CLIENT_ID"])
    session["verifier"] = client.create_code_verifier(64)
    challenge = client.create_code_challenge(session["verifier"], "S256")
    adres, session["state"] = leerid().authorization_url(
        issuer + "/authorize", code_challenge=challenge, code_challenge_method="S256"
    )
    return redirect(adres)


@app.get("/callback")
def callback():
    sessie = leerid(state=session["state"])
    sessie.fetch_token(
        issuer + "/token",
        authorization_response=request.url,
        client_secret=os.environ["CLIENT_SECRET"],
        code_verifier=session["verifier"],
    )
    return jsonify(sessie.get(issuer + "/userinfo").json())


app.run("localhost", int(os.environ["PORT"]))
