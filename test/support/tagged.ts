import { type Tags, taggedMessageId, tagsOf } from '../../src/inbox/tags.ts';

/** The tags of a secret that only tests know. */
export const testTags: Tags = tagsOf({ newest: Buffer.alloc(32, 'tests alone'), before: null });

/** A mail as it comes back to a letter that went with tags: written down in tests without them. */
export const withTags = (raw: string, tags: Tags): string =>
  raw
    .replace(/\+([a-z]+)-([a-z0-9]+)@/g, (_, purpose, id) => {
      const of = purpose === 'bounce' ? ('bounce' as const) : ('reply' as const);
      return `+${of}-${id}-${tags.tag(of, id)}@`;
    })
    .replace(/<[0-9a-z]+@nowak\.example>/g, (id) => taggedMessageId(tags, id));

/** A Message-ID as the ledger has it. */
export const untagged = (messageId: string | undefined): string | undefined =>
  messageId?.replace(/\.[a-z2-7]{16}@/, '@');
