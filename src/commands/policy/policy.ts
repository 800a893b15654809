import { Command } from 'commander';
import { suggestCommand } from './suggest.ts';

/** `tidings policy …` */
export const policyCommand = (): Command =>
  new Command('policy').description('what history says about the policy').addCommand(suggestCommand());
