// As little as a server can do with a keepalive: read it, and answer as long a text.
import { createServer } from 'node:http';

const answer = JSON.stringify({ active: true, id: 'x'.repeat(22), user: 'user1', expires_in: 1800, idle_for: 0, idle_timeout: 1800, absolute_expires_in: 43200, csrf_token: 'x'.repeat(43) });

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    JSON.parse(body || '{}');
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
