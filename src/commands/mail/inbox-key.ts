import { Command } from 'commander';
import { newMailKey } from '../../ledger/mail/mail-keys.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

/** `tidings inbox new-key` */
export const newKeyCommand = (): Command =>
  withWorldOptions(
    new Command('new-key').description(
      'make a new secret for the tags in letters; letters of the one before are still known, those of older ones are not',
    ),
  ).action(async (options: WorldOptions) =>
    withWorld(options, async ({ databases, clock }) => {
      await newMailKey(databases.ledgerPool, clock.now());
      console.log('Letters have tags of a new key from now on; those of the key before are still known.');
    }),
  );
