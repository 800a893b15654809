import type { Misdeed, Offers, Peer, Step } from './hostile-session.ts';
import { endless, FLOOD, LINES, type Tempo } from './tempo.ts';

/** A fault that every letter meets: nothing of it is about the letter. */
export interface SessionFault {
  readonly name: string;
  readonly misdeeds: readonly Misdeed[];
  readonly offers?: Offers;
  /** How the server is reached: `tls` is smtps://, `starttls` a host that is not this machine, `login` with a password. */
  readonly by?: 'tls' | 'starttls' | 'login';
  /** Its certificate is nobody's. */
  readonly selfSigned?: boolean;
}

export function sessionFaults({ byteEvery }: Tempo): readonly SessionFault[] {
  const at = (name: string, step: Step, does: (peer: Peer) => void | Promise<void>): SessionFault => ({
    name,
    misdeeds: [{ at: step, does }],
  });
  const hangsUpWith = (line: string) => (peer: Peer) => {
    peer.say(line);
    peer.hangUp();
  };
  const trickles = (peer: Peer) => peer.trickle(endless('x'), byteEvery);
  const login = (fault: SessionFault): SessionFault => ({ ...fault, by: 'login', offers: { auth: true } });
  const encrypted = (fault: SessionFault): SessionFault => ({
    ...fault,
    by: 'starttls',
    offers: { startTls: true },
  });
  return [
    at('421 for a greeting', 'greeting', hangsUpWith('421 4.3.2 not now')),
    at('554 for a greeting', 'greeting', hangsUpWith('554 5.7.1 no mail from you')),
    at('hangs up instead of a greeting', 'greeting', (peer) => peer.cut()),
    at('garbage for a greeting', 'greeting', (peer) => peer.say('SSH-2.0-OpenSSH_9.6')),
    at('no greeting', 'greeting', () => undefined),
    at('a greeting of a byte at a time', 'greeting', trickles),
    at('10 MB for a greeting', 'greeting', (peer) => peer.raw(FLOOD)),
    at('421 at EHLO', 'EHLO', hangsUpWith('421 4.3.2 not now')),
    at('550 at EHLO and HELO', 'EHLO', (peer) => peer.say('550 5.7.1 go away')),
    at('hangs up at EHLO', 'EHLO', (peer) => peer.cut()),
    at('EHLO answered a byte at a time', 'EHLO', trickles),
    at('EHLO answered without end', 'EHLO', (peer) => peer.raw(LINES)),
    login(at('535 for the login', 'AUTH', (peer) => peer.say('535 5.7.8 wrong password'))),
    login(at('454 for the login', 'AUTH', (peer) => peer.say('454 4.7.0 cannot tell now'))),
    login(at('hangs up at the login', 'AUTH', (peer) => peer.cut())),
    login(at('garbage for the login', 'AUTH', (peer) => peer.say('welcome!'))),
    login(at('the login answered a byte at a time', 'AUTH', trickles)),
    {
      name: 'no STARTTLS where it must be',
      misdeeds: [{ at: 'STARTTLS', does: (peer) => peer.say('502 5.5.1 what?') }],
      by: 'starttls',
    },
    encrypted(at('STARTTLS refused', 'STARTTLS', (peer) => peer.say('454 4.7.0 TLS not available'))),
    encrypted(
      at('STARTTLS promised, then garbage', 'STARTTLS', (peer) => peer.say('220 go', '220 ok', '220 ok')),
    ),
    encrypted(at('STARTTLS promised, then hung up', 'STARTTLS', hangsUpWith('220 2.0.0 go ahead'))),
    encrypted(at('STARTTLS promised, then silence', 'STARTTLS', (peer) => peer.say('220 2.0.0 go ahead'))),
    { name: 'no TLS where it must begin', misdeeds: [], by: 'tls' },
    { name: 'a certificate that nobody signed, at STARTTLS', misdeeds: [], by: 'starttls', selfSigned: true },
    { name: 'a certificate that nobody signed, from the start', misdeeds: [], by: 'tls', selfSigned: true },
  ];
}
