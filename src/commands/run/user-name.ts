import { USER_NAME } from '../../console/door/users.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';

/** @throws ConfigurationFailure where a user cannot be called so */
export function expectUserName(name: string): void {
  if (!USER_NAME.test(name))
    throw new ConfigurationFailure(
      `"${name}" is no name for a user: take small letters, digits, dots and dashes, 40 at most.`,
    );
}

export const noSuchUser = (name: string): RunFailure =>
  new RunFailure(`There is no user ${name}; \`tidings user list\` lists them.`);
