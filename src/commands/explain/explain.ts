import { Command } from 'commander';
import { storyOf } from '../../explain/story.ts';
import { RunFailure } from '../../failure.ts';
import { theSubject } from '../terminal/the-subject.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { tellStory } from './tell-story.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
}

/** `tidings explain ID` */
export const explainCommand = (): Command =>
  withWorldOptions(new Command('explain'))
    .description(
      'tell the whole story of a customer, an order, a job or an invoice: facts, findings, decisions and verdicts with reasons, letters',
    )
    .argument(
      '<id>',
      'id of a customer, or id or number of an order, a job or an invoice; order:21 where an id stands in several tables',
    )
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nIt decides as a round would now (or at --at), and writes nothing.')
    .action((id: string, options: Options) =>
      withWorld(options, async ({ databases, rules, clock, templates }) => {
        const words = templates.verdictWords(rules.company.adminLanguage);
        const subject = await theSubject(databases.sourcePool, rules, id);
        if (!subject)
          throw new RunFailure(
            `Nobody has the id ${id.slice(0, 80)}: no customer, order, service job or invoice of the source tables.`,
          );
        const story = await storyOf(databases, rules, clock.now(), subject, words);
        console.log(options.json ? JSON.stringify(story) : tellStory(story));
      }),
    );
