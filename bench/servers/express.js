// express-session as its README has it, with connect-redis; `rolling` is its sliding.
import { RedisStore } from 'connect-redis';
import express from 'express';
import session from 'express-session';
import { createClient } from 'redis';

const client = createClient({ url: process.env.REDIS_URL });
await client.connect();
const app = express();
app.disable('x-powered-by');
app.use(session({ store: new RedisStore({ client }), secret: 'bench', resave: false, rolling: true, saveUninitialized: false, cookie: { maxAge: 1_800_000, sameSite: 'lax' } }));
app.post('/login', (request, response) => {
  request.session.user = 'user1';
  response.json({ user: 'user1' });
});
app.post('/session', express.json(), (request, response) => {
  if (!request.session.user) return response.sendStatus(401);
  response.set('Cache-Control', 'no-store').json({ user: request.session.user, expires_in: request.session.cookie.maxAge / 1000 });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
