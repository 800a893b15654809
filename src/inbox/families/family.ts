/** How the notices of one family of mail servers look; everything else is read alike of all. */
export interface Family {
  /** As a person knows it. */
  readonly name: string;
  /** What only this family says, in lower case on one line. */
  readonly says: RegExp;
  /** Finds the lines that name the recipient: `address`, or `original` where an alias was written to. */
  readonly recipient: RegExp;
}
