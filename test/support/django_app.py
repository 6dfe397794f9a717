"""A Django app around the recipe of docs/SERVERS.md, as it stands there."""

import re
import signal
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings

PAGE = Path(__file__).parents[2] / "docs" / "SERVERS.md"
SECTION = PAGE.read_text().split("\n## Django\n")[1].split("\n## ")[0]
BLOCKS = re.findall(r"^```python\n(.*?)^```$", SECTION, flags=re.M | re.S)
folder = tempfile.TemporaryDirectory(prefix="idle-timeout-django-")
app = Path(folder.name, "notes")
app.mkdir()
for name, code in zip(["models.py", "session_resource.py"], BLOCKS, strict=True):
    (app / name).write_text(code)
(app / "__init__.py").touch()
sys.path.insert(0, folder.name)
signal.signal(signal.SIGTERM, lambda *_: sys.exit())

settings.configure(
    SECRET_KEY="now",
    SECRET_KEY_FALLBACKS=["before"],
    IDLE_TIMEOUT=5,
    ABSOLUTE_TIMEOUT=60,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    LOGIN_REDIRECT_URL="/",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(folder.name, "db.sqlite3")}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "notes"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "notes.session_resource.SessionResource",
    ],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {
                "registration/login.html": '<form method="post">{% csrf_token %}{{ form }}<button>Sign in</button></form>',
            })],
        },
    }],
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView, LogoutView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402


def home(request):
    return HttpResponse(f"Hello {request.user}" if request.user.is_authenticated else "No active session")


urlpatterns = [path("", home), path("login", LoginView.as_view()), path("logout", LogoutView.as_view(next_page="/login"))]

call_command("migrate", run_syncdb=True, verbosity=0)
User.objects.create_user("user1", password="user1_secret")
with ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler) as server:
    server.set_app(get_wsgi_application())
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
