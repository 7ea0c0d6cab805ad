"""What both Django clients share: one process, SQLite in memory, and a page that shows what was received."""
import os

from django.conf import settings
from django.http import JsonResponse

ISSUER = os.environ["LEERID_ISSUER"]
APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]


def stel_in(apps, middleware, **anders):
    settings.configure(
        SECRET_KEY="proef-van-een-client-met-een-lange-sleutel",
        ROOT_URLCONF="__main__",
        ALLOWED_HOSTS=["localhost"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:proef?mode=memory&cache=shared"}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        INSTALLED_APPS=APPS + apps,
        MIDDLEWARE=MIDDLEWARE + middleware,
        LOGIN_REDIRECT_URL="/",
        USE_TZ=True,
        **anders,
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def start():
    from wsgiref.simple_server import make_server

    from django.core.wsgi import get_wsgi_application

    make_server("localhost", int(os.environ["PORT"]), get_wsgi_application()).serve_forever()


def toon(gegevens):
    return JsonResponse(gegevens)
