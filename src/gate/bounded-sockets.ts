import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { grouped } from '../grouped.ts';

/** How many connections a server holds at once. */
export interface SocketBounds {
  readonly all: number;
  /** From one address that is no trusted proxy. */
  readonly perAddress: number;
  /** Addresses and networks whose connections are many people's. */
  readonly proxies: readonly string[];
}

interface Held {
  readonly socket: Socket;
  readonly address: string;
  /** The request that is being answered; null while nothing whole was asked. */
  asks: IncomingMessage | null;
}

/**
 * Holds at most so many connections. One too many is let in, and of the same address (or of the one that has most) the one
 * goes that was silent for longest: who only holds connections open keeps nobody out, not even their own neighbours. Where
 * every one is being answered, the new one goes.
 */
export function boundSockets(server: Server, bounds: SocketBounds): void {
  const proxies = new BlockList();
  for (const proxy of bounds.proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    proxies.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  // In the order in which they came, or were last heard of.
  const held = new Map<Socket, Held>();
  server.on('connection', (socket) => {
    // Gone again before it was looked at.
    if (socket.remoteAddress === undefined) return;
    const address = plain(socket.remoteAddress);
    const own: Held = { socket, address, asks: null };
    held.set(socket, own);
    socket.once('close', () => held.delete(socket));
    const many = proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
    const ofAddress = [...held.values()].filter((each) => each.address === address);
    if (!many && ofAddress.length > bounds.perAddress) drop(ofAddress, own, held);
    else if (held.size > bounds.all) drop(mostOf([...held.values()]), own, held);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const own = held.get(socket);
    if (!own) return;
    own.asks = request;
    response.once('close', () => {
      own.asks = null;
      // Heard of last: behind those that never asked for anything.
      if (held.delete(socket)) held.set(socket, own);
    });
  });
}

/** An IPv4 address, however the socket says it; of IPv6 without the name of the interface. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');

/** Those of the address that has most. */
function mostOf(all: readonly Held[]): readonly Held[] {
  return [...grouped(all, ({ address }) => address).values()].reduce(
    (most, each) => (each.length > most.length ? each : most),
    [],
  );
}

/** Silent ones go first, then those whose request has not come whole, then the new one. */
function drop(among: readonly Held[], newest: Held, held: Map<Socket, Held>): void {
  const old = among.filter((each) => each !== newest);
  const gone =
    old.find(({ asks }) => asks === null) ?? old.find(({ asks }) => asks?.complete === false) ?? newest;
  held.delete(gone.socket);
  gone.socket.destroy();
}
