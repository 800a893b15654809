import type { Misdeed, Peer, Step } from './hostile-session.ts';
import { endless, FLOOD, LINES, type Tempo } from './tempo.ts';

/** What a letter is after the first attempt. */
export type First = 'submitted' | 'retry' | 'refused' | 'uncertain';

/**
 * What it is once the server is well again and time has passed (DESIGN section 7): a status letter that may have gone
 * is sent once more with the same Message-ID, a reminder that may have gone never is.
 */
export const ENDS: Readonly<Record<First, { readonly status: string; readonly reminder: string }>> = {
  submitted: { status: 'submitted', reminder: 'submitted' },
  retry: { status: 'submitted', reminder: 'submitted' },
  refused: { status: 'refused', reminder: 'refused' },
  uncertain: { status: 'submitted', reminder: 'uncertain' },
};

/** A fault that a server makes with one letter, while it treats others well. */
export interface LetterFault {
  readonly name: string;
  readonly misdeed: Misdeed;
  readonly first: First;
  /** The address is at fault: somebody is asked to call. */
  readonly task?: boolean;
  /** Goes on when the server is well again: it was no illness. */
  readonly lasting?: boolean;
}

const CODES = [421, 450, 451, 452, 550, 552, 554] as const;
const STEPS = ['MAIL', 'RCPT', 'DATA', 'text'] as const;
type LetterStep = (typeof STEPS)[number];

const PLACE: Readonly<Record<LetterStep, string>> = {
  MAIL: 'at MAIL',
  RCPT: 'at RCPT',
  DATA: 'at DATA',
  text: 'after the text',
};

const says = (at: Step, ...lines: readonly string[]): Misdeed => ({ at, does: (peer) => peer.say(...lines) });
/** Once the text has begun to leave, the server may have all of it. */
const unheard = (at: LetterStep): First => (at === 'text' ? 'uncertain' : 'retry');
/** Every letter fault that a step can show, with what comes of it before and after the text. */
const everywhere = (
  name: string,
  does: (peer: Peer) => void | Promise<void>,
  steps: readonly LetterStep[] = STEPS,
): readonly LetterFault[] =>
  steps.map((at) => ({ name: `${name} ${PLACE[at]}`, misdeed: { at, does }, first: unheard(at) }));

/** Faults that end by themselves, at once or late. */
export function endingFaults(tempo: Tempo): readonly LetterFault[] {
  return [
    ...slow(tempo),
    ...CODES.flatMap((code) => STEPS.map((at) => refusal(code, at))),
    ...lost(),
    ...garbage(),
    {
      name: 'greylisted: 450 at RCPT first, taken later',
      misdeed: {
        at: 'RCPT',
        does: (peer) => (peer.attempt === 1 ? peer.say('450 4.2.0 greylisted, come back') : peer.behave()),
      },
      first: 'retry',
      lasting: true,
    },
    {
      name: '451 after the text first, taken later',
      misdeed: {
        at: 'text',
        does: (peer) => (peer.attempt === 1 ? peer.say('451 4.7.1 greylisted, come back') : peer.behave()),
      },
      first: 'retry',
      lasting: true,
    },
  ];
}

/** 4xx: again later. 5xx is final, and at RCPT 550 and 552 speak of the mailbox. */
function refusal(code: (typeof CODES)[number], at: LetterStep): LetterFault {
  const name = `${code} ${PLACE[at]}`;
  if (code === 421) {
    const does = (peer: Peer) => {
      peer.say('421 4.3.2 closing down');
      peer.hangUp();
    };
    return { name, misdeed: { at, does }, first: 'retry' };
  }
  const first = code < 500 ? 'retry' : 'refused';
  return {
    name,
    misdeed: says(at, `${code} not now`),
    first,
    task: at === 'RCPT' && [550, 552].includes(code),
  };
}

/** Lines that are cut. Whether the server has the letter decides nothing: the sender cannot know. */
function lost(): readonly LetterFault[] {
  const afterTake = (does: (peer: Peer) => void): Misdeed => ({
    at: 'text',
    does: (peer) => {
      peer.take();
      does(peer);
    },
  });
  return [
    ...everywhere('line cut', (peer) => peer.cut()),
    {
      name: 'line cut once the text may come',
      misdeed: {
        at: 'DATA',
        does: async (peer) => {
          peer.say('354 go on');
          await peer.wait(30);
          peer.cut();
        },
      },
      first: 'uncertain',
    },
    { name: 'taken, and the OK is lost', misdeed: afterTake((peer) => peer.cut()), first: 'uncertain' },
    {
      name: 'taken, and half the OK is lost',
      misdeed: afterTake((peer) => {
        peer.raw('250 2.0.0 ta');
        peer.hangUp();
      }),
      first: 'uncertain',
    },
    {
      name: 'taken, and said twice',
      misdeed: afterTake((peer) => peer.say('250 2.0.0 ok', '250 2.0.0 ok')),
      first: 'submitted',
    },
  ];
}

/** Servers that do not end by themselves: the sender must. */
export const endlessFaults = ({ byteEvery }: Tempo): readonly LetterFault[] => [
  ...everywhere('no answer ever', () => undefined),
  ...everywhere('a byte at a time without end', (peer) => peer.trickle(endless('x'), byteEvery)),
];

function slow({ silence, byteEvery }: Tempo): readonly LetterFault[] {
  const late = async (peer: Peer) => {
    await peer.wait(silence);
    peer.behave();
  };
  const spelled = async (peer: Peer) => {
    peer.take();
    await peer.trickle('250 ok\r\n', byteEvery);
  };
  return [
    { name: 'long silence at RCPT', misdeed: { at: 'RCPT', does: late }, first: 'submitted' },
    { name: 'long silence after the text', misdeed: { at: 'text', does: late }, first: 'submitted' },
    { name: 'a byte at a time after the text', misdeed: { at: 'text', does: spelled }, first: 'submitted' },
  ];
}

function garbage(): readonly LetterFault[] {
  const noise = Buffer.from([0, 255, 254, 13, 10, 0, 195, 40, 13, 10]);
  return [
    ...everywhere('garbage', (peer) => peer.say('GET / HTTP/1.1', '<html>')),
    ...everywhere('bytes that are no text', (peer) => peer.raw(noise)),
    ...everywhere('a code that does not exist', (peer) => peer.say('999 9.9.9 what?')),
    ...everywhere('10 MB without a line end', (peer) => peer.raw(FLOOD), ['RCPT', 'text']),
    ...everywhere('a reply of lines without end', (peer) => peer.raw(LINES), ['RCPT', 'text']),
    {
      name: 'a yes that is no code, after the text',
      misdeed: says('text', '2 be or not 2 be'),
      first: 'uncertain',
    },
    {
      name: 'yes and no in one, after the text',
      misdeed: says('text', '250-ok', '550 no'),
      first: 'uncertain',
    },
    {
      name: 'no and yes in one, after the text',
      misdeed: says('text', '550-no', '250 ok'),
      first: 'uncertain',
    },
  ];
}
