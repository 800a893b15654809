import { createServer } from 'node:net';

// The smallest SMTP server there is, in a process of its own: it answers OK to everything and keeps nothing.
// It offers no extension, so both sides of a comparison talk to it one command at a time.
const server = createServer({ noDelay: true }, (socket) => {
  let inMessage = false;
  let tail = '';
  socket.write('220 sink ESMTP\r\n');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    if (inMessage) {
      tail = (tail + chunk.toString('latin1')).slice(-5);
      if (tail !== '\r\n.\r\n') return;
      inMessage = false;
      tail = '';
      socket.write('250 2.0.0 taken\r\n');
      return;
    }
    const command = chunk.toString('latin1', 0, 4).toUpperCase();
    if (command === 'DATA') {
      inMessage = true;
      socket.write('354 go ahead\r\n');
    } else if (command === 'QUIT') socket.end('221 bye\r\n');
    else socket.write('250 ok\r\n');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
