import { Command } from 'commander';
import { RunFailure } from '../failure.ts';
import { storyOf } from '../story.ts';
import { tellStory } from './tell-story.ts';
import { type WorldOptions, withWorld, withWorldOptions } from './world.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
}

/** `tidings explain ID` */
export const explainCommand = (): Command =>
  withWorldOptions(new Command('explain'))
    .description(
      'tell the whole story of a customer, an order or a job: facts, findings, decisions with reasons, letters',
    )
    .argument('<id>', 'id of a customer, or id or number of an order or job')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nIt decides as a round would now (or at --at), and writes nothing.')
    .action((id: string, options: Options) =>
      withWorld(options, async ({ databases, rules, clock }) => {
        const story = await storyOf(databases, rules, clock.now(), id);
        if (!story)
          throw new RunFailure(
            `Nobody has the id ${id.slice(0, 80)}: no customer, order or service job of the source tables.`,
          );
        console.log(options.json ? JSON.stringify(story) : tellStory(story));
      }),
    );
