"""A Flask app of the kind the tutorials show. It knows nothing of the element's protocol; the tag is its one addition.

    npm run build
    python3 demo/flask/app.py    # needs Flask and Flask-Login; sign in as 1 with 1_secret
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, redirect, render_template_string, request, send_from_directory, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user

app = Flask(__name__)
app.secret_key = os.environ.get("SECRET_KEY") or os.urandom(32)
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
app.permanent_session_lifetime = timedelta(seconds=6)

login_manager = LoginManager(app)
login_manager.login_view = "login"

TAG = """<idle-timeout timeout="6s" countdown="2s" keepalive-url="/" keepalive-method="GET"
              logout-url="/logout" logout-method="GET" expired-url="/login?next={next}"></idle-timeout>"""

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
{% block body %}{% if user %}
<p>Signed in as {{ user }}. <a href="{{ url_for('logout') }}">Sign out</a></p>
<form><textarea name="story" rows="5" cols="40"></textarea></form>
<script type="module" src="{{ url_for('element') }}"></script>
{{ tag | safe }}
{% else %}
<form method="post">
<p>{{ message }}</p>
<p><label>Name <input name="username" autofocus></label></p>
<p><label>Password <input name="password" type="password"></label></p>
<button>Sign in</button>
</form>
{% endif %}{% endblock %}
</body>
</html>"""


class User(UserMixin):
    def __init__(self, name):
        self.id = name


@login_manager.user_loader
def load_user(name):
    return User(name)


@app.before_request
def slide():
    session.permanent = True
    session.modified = True


@app.route("/")
@login_required
def home():
    return render_template_string(PAGE, title="Report", user=current_user.id, tag=TAG)


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "GET":
        return render_template_string(PAGE, title="Sign in")
    name = request.form.get("username", "")
    known = name in {str(n) for n in range(1, 21)}
    if not known or request.form.get("password") != f"{name}_secret":
        return render_template_string(PAGE, title="Sign in", message="Login failed"), 401
    login_user(User(name))
    return redirect(within_here(request.args.get("next")) or url_for("home"))


def within_here(address):
    """The tutorials redirect to whatever `next` says; anybody could put another site there."""
    parts = urlsplit((address or "").replace("\\", "/"))
    return address if parts.path.startswith("/") and not parts.scheme and not parts.netloc else None


@app.route("/logout")
def logout():
    logout_user()
    return redirect(url_for("login"))


@app.route("/idle-timeout.js")
@app.route("/idle-timeout-<part>.js")  # loaded on demand, with `drafts`
def element(**_):
    return send_from_directory(Path(__file__).parents[2] / "dist", request.path[1:], mimetype="text/javascript")


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "5000")))
