"""The tutorial's app, with an address for keepalives that does nothing but slide."""

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "demo" / "flask"))

from app import app  # noqa: E402
from flask_login import login_required  # noqa: E402

app.permanent_session_lifetime = timedelta(minutes=30)


@app.route("/session", methods=["POST"])
@login_required
def keepalive():
    return {"active": True}
