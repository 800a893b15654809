import { z } from 'zod';
import { type Fault, faultAt } from '../../letters/check/fault.ts';
import { toHtml } from '../../letters/template/template.ts';
import { draftRequest, READY } from './draft-messages.ts';
import { judgeDraft } from './judge-draft.ts';

/*
 * The process in which drafts are judged; draft-child.ts starts and ends it. It has no environment, no input and no output
 * but the channel to who started it, and opens nothing.
 */
process.on('message', async (message) => {
  const request = draftRequest.safeParse(message);
  process.send?.(request.success ? await judgeDraft(request.data) : notAsked(z.prettifyError(request.error)));
});
const notAsked = (why: string): { readonly faults: readonly Fault[] } => ({
  faults: [faultAt('emails', null, 'draft', `was not looked at: the question was not a sound one. ${why}`)],
});

// Nobody is left to answer.
process.on('disconnect', () => process.exit());

// What takes long to load is loaded before anybody waits.
await toHtml('<mjml><mj-body></mj-body></mjml>', {});
process.send?.(READY);
