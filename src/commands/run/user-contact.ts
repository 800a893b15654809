import { type Command, Option } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import { invitationLink, inviteAgain, inviteNew, type MadeInvitation } from '../../console/door/invite.ts';
import { USER_ROLES, type UserRole } from '../../console/door/roles.ts';
import { takeAwaySecondFactor } from '../../console/door/second-factor.ts';
import { PAGE_LANGUAGES, sayIn } from '../../console/frame/say.ts';
import { mailInvitation } from '../../console/show/invitation-mail.ts';
import { isUsableAddress } from '../../customer/address.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { type ConsoleUser, listUsers, setContact } from '../../ledger/users/console-users.ts';
import { transportFor } from '../../post/server/transport-for.ts';
import { isPerson } from '../../source/find/people.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { type OpenWorld, withWorld } from '../terminal/world.ts';
import { consoleUrl } from './open-console.ts';
import { expectUserName, noSuchUser } from './user-name.ts';

interface ContactOptions {
  readonly by: string;
  readonly policy?: string;
  /** `none` takes it away. */
  readonly email?: string;
  readonly person?: string;
}
interface InviteOptions extends ContactOptions {
  readonly role?: UserRole;
  readonly url?: string;
}

/** `tidings user invite`, `contact` and `reset-second-factor`: what the page of users does about how somebody comes in. */
export function addContactCommands(user: Command): void {
  const on = (name: string, description: string): Command =>
    user
      .command(name)
      .description(description)
      .argument('<name>', 'the user')
      .addOption(new Option('--by <name>', 'who decides it').default(whoRuns()));
  const withContact = (command: Command): Command =>
    command
      .option('--email <address>', 'where their mail goes; `none` takes it away')
      .option('--person <id>', "who of the company's people they are; `none` takes it away")
      .option('--policy <file>', 'the policy file');
  withContact(
    on(
      'invite',
      'a link by which somebody sets a password of their own: a new user with --role, or one who is there',
    ),
  )
    .addOption(new Option('--role <role>', 'of a new user: what they may do').choices(USER_ROLES))
    .option('--url <address>', 'where the console is, such as https://tidings.company.example')
    .action(invite);
  withContact(on('contact', "a user's address, and who of the company's people they are")).action(contact);
  on('reset-second-factor', 'take a lost second factor away, and sign them out everywhere').action(
    resetFactor,
  );
}

async function invite(name: string, options: InviteOptions): Promise<void> {
  expectUserName(name);
  await withWorld(options, async (world) => {
    const { databases, clock, config } = world;
    const pool = databases.ledgerPool;
    const now = clock.now();
    const before = (await listUsers(pool)).find((user) => user.name === name);
    if (before && options.role !== undefined)
      throw new RunFailure(`There is a user ${name} already; leave --role out to invite them again.`);
    if (!before && options.role === undefined)
      throw new ConfigurationFailure(`There is no user ${name} yet: say with --role what they may do.`);
    const base = baseOf(options.url, config);
    const their = await contactOf(world, options, before);
    if (before) await keep(world, name, their, options.by);
    const made =
      options.role === undefined
        ? await inviteAgain(pool, name, options.by, now)
        : await inviteNew(pool, { name, role: options.role, ...their }, options.by, now);
    if (made === null) throw noSuchUser(name);
    await handOver(world, name, their.email, invitationLink(base, made.token), made);
  });
}

/** The link is shown this once, and mailed where there is an address and a mail server. */
async function handOver(
  { config, rules, clock }: OpenWorld,
  name: string,
  email: string | null,
  link: string,
  { until }: MadeInvitation,
): Promise<void> {
  console.log(`${name} may come by this link, once, until ${isoInstant(until)}:\n${link}`);
  if (email === null || config.smtpUrl === null)
    return console.log('It was not mailed: give it to them yourself.');
  const transport = transportFor(config, rules);
  try {
    const language = PAGE_LANGUAGES.find((each) => each === rules.company.adminLanguage) ?? 'en';
    const words = { to: email, name, link, until, language, at: clock.now() };
    const taken = await mailInvitation(transport, words, rules.company, sayIn(language));
    console.log(
      taken ? `It was mailed to ${email}.` : `The mail server did not take it: give it to them yourself.`,
    );
  } finally {
    transport.close();
  }
}

async function contact(name: string, options: ContactOptions): Promise<void> {
  await withWorld(options, async (world) => {
    if (options.email === undefined && options.person === undefined)
      throw new ConfigurationFailure('Say --email ADDRESS, or --person ID, or `none` to take one away.');
    const before = (await listUsers(world.databases.ledgerPool)).find((user) => user.name === name);
    if (!before) throw noSuchUser(name);
    const their = await contactOf(world, options, before);
    await keep(world, name, their, options.by);
    console.log(`${name}: ${their.email ?? 'no address'}, ${their.personId ?? 'nobody of the company'}.`);
  });
}

async function resetFactor(name: string, { by }: { readonly by: string }): Promise<void> {
  await withWorld({}, async ({ databases, clock }) => {
    const pool = databases.ledgerPool;
    if (!(await listUsers(pool)).some((user) => user.name === name)) throw noSuchUser(name);
    const had = await takeAwaySecondFactor(pool, name, by, clock.now());
    console.log(had ? `${name} has no second factor any more.` : `${name} had none.`);
  });
}

type UserContact = Pick<ConsoleUser, 'email' | 'personId'>;

/** What was said, laid over what was there. @throws ConfigurationFailure where it is no address, or nobody's id */
async function contactOf(
  { databases, rules }: OpenWorld,
  { email, person }: ContactOptions,
  before: UserContact | undefined,
): Promise<UserContact> {
  const orNone = (said: string | undefined, was: string | null | undefined): string | null =>
    said === undefined ? (was ?? null) : said === 'none' ? null : said;
  const their = { email: orNone(email, before?.email), personId: orNone(person, before?.personId) };
  if (email !== undefined && their.email !== null && !isUsableAddress(their.email))
    throw new ConfigurationFailure(`"${email}" is no e-mail address.`);
  if (person === undefined || their.personId === null) return their;
  if (await isPerson(databases.sourcePool, rules.sourceSchema, their.personId)) return their;
  throw new ConfigurationFailure(`Nobody among the company's people has the id "${person}".`);
}

const keep = ({ databases }: OpenWorld, name: string, their: UserContact, by: string): Promise<boolean> =>
  inTheNameOf(databases.ledgerPool, { who: by, why: null }, (client) => setContact(client, name, their));

/** Where the link leads: what was said, else where the console of this machine is. */
function baseOf(url: string | undefined, { consoleAddress }: OpenWorld['config']): string {
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new ConfigurationFailure(
        `"${url}" is no address of a console, such as https://tidings.company.example.`,
      );
    return url.replace(/\/+$/, '');
  }
  if (consoleAddress === null)
    throw new ConfigurationFailure('Say with --url where the console is: this machine serves none.');
  return consoleUrl(consoleAddress);
}
