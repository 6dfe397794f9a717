"""Speaks the protocol of <idle-timeout>. Copy it beside any Flask-Login app: session_resource.init(app, idle=1800), seconds.
Flask's session stays where it is, in a cookie or on a server. A row beside it decides: who has none is not signed in.
`permanent_session_lifetime` must not be shorter than `idle`. Needs blinker, which Flask brings since 2.3."""
import base64, contextlib, hashlib, hmac, math, secrets, sqlite3, time  # noqa: E401
from flask import request, session
from flask_login import current_user, logout_user, user_logged_in, user_logged_out

def init(app, idle, absolute=math.inf, path="/session", database="sessions.db"):
    def sql(query, *values):
        with contextlib.closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as db:
            return db.execute(query, values).fetchone()
    def digest(purpose):
        return hashlib.sha256(f"{purpose} {session.get('row')}".encode()).hexdigest()
    def living(query="SELECT began, active FROM live WHERE %s", *values):  # in one statement: what is gone stays gone
        return sql(query % "key = ? AND active > ? AND began > ?", *values, digest("key"), time.time() - idle, time.time() - absolute)
    def slide(idle_for=0):
        return living("UPDATE live SET active = max(active, ?) WHERE %s RETURNING began, active", time.time() - idle_for)
    def status(began, active):
        since, left = time.time() - active, began + absolute - time.time()
        return dict(active=True, id=digest("id")[:22], user=current_user.get_id(), csrf_token=digest("csrf"), idle_for=since,
                    idle_timeout=idle, expires_in=min(idle - since, left), absolute_expires_in=left if left < math.inf else None)
    def trusted(row):
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
        ours = site == "same-origin" if site else origin.partition("://")[2] == request.host
        return ours and (not row or hmac.compare_digest(request.headers.get("X-CSRF-Token", "").encode(), digest("csrf").encode()))
    def resource(row):
        if request.method == "GET":
            return status(*row) if row else {"active": False}
        if request.method not in ("POST", "DELETE") or not trusted(row):
            return {"error": "csrf"}, 403
        body = request.get_json(force=True, silent=True) if request.data else {}
        idle_for = body.get("idle_for", 0) if isinstance(body, dict) else None
        if type(idle_for) not in (int, float) or not 0 <= idle_for < math.inf:
            return {"error": "idle_for"}, 400
        if request.method == "POST":
            return status(*row) if (row := slide(idle_for)) else ({"active": False}, 401)
        idle_since = time.time() - idle_for + 2 if body.get("reason") == "idle" else math.inf
        sql("DELETE FROM live WHERE key = ? AND active <= ?", digest("key"), idle_since)
        if not (row := living()):
            logout_user()
        return status(*row) if row else ("", 204)
    def draft_keys(row):  # by HKDF-SHA256 (RFC 5869) from the app's secret and the user's id: nothing is stored
        known, info = [app.secret_key, *(app.config.get("SECRET_KEY_FALLBACKS") or [])], f"draft key of {current_user.get_id()}\1"
        roots = [hmac.digest(b"idle-timeout", secret.encode() if isinstance(secret, str) else secret, "sha256") for secret in known]
        key, *old = [base64.urlsafe_b64encode(hmac.digest(root, info.encode(), "sha256"))[:43].decode() for root in roots]
        return dict(key=key, previous=old, id=digest("id")[:22]) if row and current_user.is_authenticated else ({"active": False}, 401)
    def guard():  # every request of somebody signed in slides, but for the app's own polling
        if answer := {path: resource, path + "/draft-key": draft_keys}.get(request.path):
            return app.make_response(answer(living())), {"Cache-Control": "no-store"}
        if current_user.is_authenticated and not (living if request.headers.get("X-Background") == "1" else slide)():
            logout_user()
    def begin(*_, **__):
        end()  # another id than before, and the old one is worth nothing (ASVS 7.2.4)
        session["row"] = secrets.token_urlsafe()
        sql("INSERT INTO live VALUES (?, ?, ?)", digest("key"), time.time(), time.time())
    def end(*_, **__):
        sql("DELETE FROM live WHERE key = ? OR active < ? OR began < ?", digest("key"), time.time() - idle, time.time() - absolute)
    sql("CREATE TABLE IF NOT EXISTS live (key TEXT PRIMARY KEY, began REAL, active REAL)")
    app.before_request(guard)
    user_logged_in.connect(begin, app, weak=False), user_logged_out.connect(end, app, weak=False)
