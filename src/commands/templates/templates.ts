import { Command } from 'commander';
import { checkCommand } from './templates-check.ts';
import { pullCommand } from './templates-pull.ts';
import { pushCommand } from './templates-push.ts';
import { renderCommand } from './templates-render.ts';
import { restoreCommand } from './templates-restore.ts';
import { variablesCommand } from './templates-variables.ts';
import { versionsCommand } from './templates-versions.ts';

/** `tidings templates`: check every letter, render one to look at it, and publish what was changed. */
export function templatesCommand(): Command {
  const templates = new Command('templates').description(
    'check the letter templates, look at one, publish your own',
  );
  for (const command of [
    checkCommand(),
    renderCommand(),
    variablesCommand(),
    pullCommand(),
    pushCommand(),
    versionsCommand(),
    restoreCommand(),
  ])
    templates.addCommand(command);
  return templates;
}
