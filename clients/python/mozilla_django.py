import os

import django_basis

django_basis.stel_in(
    ["mozilla_django_oidc"],
    [],
    AUTHENTICATION_BACKENDS=["leerid_backend.LeerID"],
    OIDC_RP_CLIENT_ID=os.environ["CLIENT_ID"],
    OIDC_RP_CLIENT_SECRET=os.environ["CLIENT_SECRET"],
    OIDC_OP_AUTHORIZATION_ENDPOINT=django_basis.ISSUER + "/authorize",
    OIDC_OP_TOKEN_ENDPOINT=django_basis.ISSUER + "/token",
    OIDC_OP_USER_ENDPOINT=django_basis.ISSUER + "/userinfo",
    OIDC_OP_JWKS_ENDPOINT=django_basis.ISSUER + "/jwks",
    OIDC_RP_SIGN_ALGO="ES256",
    OIDC_RP_SCOPES="openid profile",
    OIDC_USE_PKCE=True,
)

from django.urls import include, path


def begin(request):
    gebruiker = request.user
    namen = {"sub": gebruiker.username, "given_name": gebruiker.first_name, "family_name": gebruiker.last_name}
    return django_basis.toon(namen)


urlpatterns = [path("oidc/", include("mozilla_django_oidc.urls")), path("", begin)]
django_basis.start()
