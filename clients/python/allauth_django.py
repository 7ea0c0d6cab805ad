import os

import django_basis

django_basis.stel_in(
    ["allauth", "allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"],
    ["allauth.account.middleware.AccountMiddleware"],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    ACCOUNT_EMAIL_VERIFICATION="none",
    SOCIALACCOUNT_LOGIN_ON_GET=True,
    SOCIALACCOUNT_PROVIDERS={
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "leerid",
                    "name": "LeerID",
                    "client_id": os.environ["CLIENT_ID"],
                    "secret": os.environ["CLIENT_SECRET"],
                    "settings": {"server_url": django_basis.ISSUER},
                }
            ],
        }
    },
)

from django.urls import include, path


def begin(request):
    from allauth.socialaccount.models import SocialAccount

    return django_basis.toon(SocialAccount.objects.get(user=request.user).extra_data)


urlpatterns = [path("accounts/", include("allauth.urls")), path("", begin)]
django_basis.start()
