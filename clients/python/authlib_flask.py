import os

from authlib.integrations.flask_client import OAuth
from flask import Flask, jsonify, url_for

app = Flask(__name__)
app.secret_key = "proef"
leerid = OAuth(app).register(
    "leerid",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url=os.environ["LEERID_ISSUER"] + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
)


@app.get("/")
def begin():
    return leerid.authorize_redirect(url_for("callback", _external=True))


@app.get("/callback")
def callback():
    token = leerid.authorize_access_token()
    return jsonify(leerid.userinfo(token=token))


app.run("localhost", int(os.environ["PORT"]))
