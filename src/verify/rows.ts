/** What is looked at: in a line of the table, and where it is wrong, why that matters and what to do. */
export interface Row {
  readonly title: string;
  readonly why: string;
  readonly mend: string;
}

const rows = <Name extends string>(all: Readonly<Record<Name, Row>>) => all;

/** Of a server with the session as one resource. */
export const PROTOCOL = rows({
  fields: {
    title: 'GET tells the whole status',
    why: 'The tag counts by these fields; what it can’t read it takes for an error, and keeps to its own attributes.',
    mend: 'Answer 200 with {"active": true, "id", "user", "expires_in", "idle_for", "idle_timeout", "absolute_expires_in" (null: none), "csrf_token"}; durations in seconds from now, never in milliseconds or as a time of day.',
  },
  anonymous: {
    title: 'GET without a session says so',
    why: 'A sign-in page with the tag in it asks, too. A redirect or a page instead of JSON can’t be told from a failure.',
    mend: 'Answer 200 with {"active": false}. Leave this address out of whatever sends strangers to the sign-in page.',
  },
  noStore: {
    title: 'no answer may be stored',
    why: 'A remaining time from a cache is wrong from the first second on, and a status belongs to nobody else.',
    mend: 'Send Cache-Control: no-store with every answer of this address, refusals too.',
  },
  id: {
    title: 'the id names the session, and is not its cookie',
    why: 'By the id tabs know which session they are in: without it the tag can’t see that another user signed in. A cookie’s value in JSON is there for every script to read.',
    mend: 'Send a hash of the session’s id, another one than is stored: the same for one session, another for the next.',
  },
  peek: {
    title: 'GET never slides',
    why: 'The tag looks in before it expires. If looking kept the session alive, no session would ever end.',
    mend: 'Read the session without touching it, and leave this address out of whatever slides it at each request.',
  },
  slide: {
    title: 'POST slides to the whole idle timeout',
    why: 'This is the keepalive: else sessions end while somebody works.',
    mend: 'Set the last activity to now in one update, and answer 200 with the new status.',
  },
  idleFor: {
    title: 'POST counts from the activity (idle_for)',
    why: 'A keepalive comes up to an interval after the last key. Counted from its arrival, the server would keep a session that the page has already ended.',
    mend: 'Count from now − idle_for (seconds, in the JSON body; absent: 0).',
  },
  neverShorter: {
    title: 'a late keepalive never shortens',
    why: 'Keepalives of two devices cross. The one that knows of less activity must not take time from the other.',
    mend: 'The new end is the later of the one it had and now − idle_for + idle_timeout.',
  },
  cap: {
    title: 'no slide goes past the absolute timeout',
    why: 'The absolute timeout limits what a stolen session is good for (ASVS 7.3.2).',
    mend: 'expires_in is the smaller of what both limits leave, and absolute_expires_in counts from the sign-in, whatever slides.',
  },
  garbage: {
    title: 'what can’t be read changes nothing',
    why: 'A negative idle_for would buy time beyond the timeout; an error page for bad JSON tells more than it should.',
    mend: 'Answer 400 where idle_for is not a number of seconds from 0 on, or the body is no JSON object.',
  },
  csrfToken: {
    title: 'no change without X-CSRF-Token',
    why: 'Another site could keep a session alive for ever, or sign people out.',
    mend: 'Answer POST and DELETE of a signed-in user without the right X-CSRF-Token 403 {"error": "csrf"}, and change nothing.',
  },
  csrfOrigin: {
    title: 'no change from another site',
    why: 'A token can leak. The browser says itself where a request comes from.',
    mend: 'Answer 403 where Sec-Fetch-Site is there and is not same-origin; where it is not there, unless Origin is your own.',
  },
  spare: {
    title: 'an idle page can’t end a session in use elsewhere',
    why: 'A page forgotten on another device would sign out who is working here.',
    mend: 'On DELETE with {"reason": "idle", "idle_for"}: where the session was active more than 2 s later than that, leave it and answer 200 with the status.',
  },
  draftKey: {
    title: 'the key for drafts is the user’s own',
    why: 'Drafts are sealed with it, and opened in the user’s next session: it must be the same then. By the id a page knows that it does not seal with the key of whoever signed in meanwhile.',
    mend: 'Answer GET …/draft-key 200 with {"key": 32 bytes in base64url without padding, by HKDF-SHA256 from the app’s secret and the user’s name; "id": the session’s, as in the status}.',
  },
  draftKeyPeek: {
    title: 'GET of the key never slides',
    why: 'The tag asks for it by itself, and nobody need be there.',
    mend: 'Leave this address, too, out of whatever slides the session at each request.',
  },
  draftKeyGone: {
    title: 'nobody is given a key without a session',
    why: 'Whoever sits down after the sign-out could read what was typed before it. A redirect or a page can’t be told from a failure.',
    mend: 'Answer 401 with {"active": false} where there is no session, or it is over: by the same look as GET of the status.',
  },
  signOut: {
    title: 'DELETE ends the session for good',
    why: 'A copy of the cookie must be worth nothing after the sign-out (ASVS 7.4.1). Sessions kept in the cookie alone can’t be ended.',
    mend: 'Delete the session on the server, drop the cookie, answer 204, and 204 again when asked again.',
  },
  gone: {
    title: 'POST after the end is answered 401',
    why: 'By this the tag knows that the session is over. A redirect ends at a page that looks like a success.',
    mend: 'Answer 401 with {"active": false}, to this address never a redirect.',
  },
  race: {
    title: 'no keepalive that crosses a sign-out revives it',
    why: 'Who reads a session, changes it and writes it back brings it back after it was deleted, or sends its cookie anew.',
    mend: 'Slide by one update of a row that is there (UPDATE … WHERE, one script in Redis), and set no cookie where none was updated.',
  },
  expiry: {
    title: 'the session ends when it said it would',
    why: 'The page says goodbye at that second. What the server lets live on is open to whoever comes next.',
    mend: 'Compare the last activity with the clock at every request; don’t leave it to the cookie’s age or to a sweep.',
  },
});

/** Of a server that only has addresses of its own. */
export const SEPARATE = rows({
  keepalive: {
    title: 'the keepalive succeeds while signed in',
    why: 'The tag takes every 2xx for a slide, and every redirect for the end of the session.',
    mend: 'Name the final address of something that slides the session and answers 2xx without a redirect.',
  },
  gone: {
    title: 'the keepalive is refused without a session',
    why: 'Else the tag never learns that a session ended elsewhere, and goes on counting.',
    mend: 'Answer 401, 403, 419 or 440, or redirect to the sign-in page.',
  },
  signOut: {
    title: 'the sign-out ends the session for good',
    why: 'A copy of the cookie must be worth nothing after the sign-out (ASVS 7.4.1). Sessions kept in the cookie alone can’t be ended.',
    mend: 'Keep sessions on the server, or a list of those that were ended. The tag sends no token that it was not given: exempt the address, and check Sec-Fetch-Site there.',
  },
  race: PROTOCOL.race,
});
