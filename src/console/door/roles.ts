/** What a user of the console may do besides reading. Each is one duty: whoever edits letters need not release them. */
export const USER_ROLES = ['reader', 'writer', 'releaser', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/**
 * read: every page. write: edit and publish templates. release: decide about letters and tasks, pause and resume.
 * administer: users. account: one's own password, which a user whose password is not theirs yet has nothing but.
 */
export type Right = 'account' | 'read' | 'write' | 'release' | 'administer';

const RIGHTS: Readonly<Record<UserRole, readonly Right[]>> = {
  reader: ['account', 'read'],
  writer: ['account', 'read', 'write'],
  releaser: ['account', 'read', 'release'],
  admin: ['account', 'read', 'write', 'release', 'administer'],
};

/** Whether a user of this role may do this. */
export const may = (role: UserRole, right: Right): boolean => RIGHTS[role].includes(right);
