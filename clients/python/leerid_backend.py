from mozilla_django_oidc.auth import OIDCAuthenticationBackend


class LeerID(OIDCAuthenticationBackend):
    """By `sub`: the library goes by e-mail address, which a pupil need not have."""

    def filter_users_by_claims(self, claims):
        return self.UserModel.objects.filter(username=claims["sub"])

    def create_user(self, claims):
        namen = {"first_name": claims["given_name"], "last_name": claims["family_name"]}
        return self.UserModel.objects.create_user(claims["sub"], **namen)
