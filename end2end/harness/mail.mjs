// A mail server of the test's own, which takes what it is sent, or refuses
// every recipient for good.

import { createServer } from 'node:net';

/** Starts it: { env, letters, refuse, stop }. `env` sets a server up for it;
 * `refuse(words)` answers each recipient with these words of the protocol, and
 * with none takes them again. */
export async function startMail() {
  const letters = [];
  let refusal = '';
  const server = createServer((socket) => {
    const say = (words) => socket.write(`${words}\r\n`);
    let text = '';
    let reading = false;
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      for (;;) {
        const end = reading ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end < 0) return;
        const said = text.slice(0, end);
        text = text.slice(end + (reading ? 5 : 2));
        if (reading) letters.push(said);
        reading = !reading && /^DATA/i.test(said);
        if (/^QUIT/i.test(said)) socket.end('221 bye\r\n');
        else if (reading) say('354 go on');
        else if (/^RCPT/i.test(said) && refusal) say(refusal);
        else say('250 fine');
      }
    });
    say('220 mail.example');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    letters,
    env: {
      DOORSTEP_MAIL_HOST: '127.0.0.1',
      DOORSTEP_MAIL_PORT: String(server.address().port),
      DOORSTEP_MAIL_TLS: 'none',
    },
    refuse: (words = '') => {
      refusal = words;
    },
    stop: () => server.close(),
  };
}
