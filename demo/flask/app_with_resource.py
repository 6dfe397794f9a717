"""The same app with a `session_resource`: the page is told of activity elsewhere, of the absolute timeout, of other users;
what was typed comes back after signing in anew.

    npm run build
    python3 demo/flask/app_with_resource.py
"""

import os

import app as tutorial
import session_resource

app = tutorial.app
tutorial.TAG = '<idle-timeout session-url="/session" countdown="2s" expired-url="/login?next={next}" drafts></idle-timeout>'
session_resource.init(app, idle=6, absolute=float(os.environ.get("ABSOLUTE", 3600)), database=os.environ.get("DATABASE", "sessions.db"))

if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "5000")))
