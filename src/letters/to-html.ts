import type mjml2html from 'mjml';

/** MJML, or what it puts styles into elements with, broke over a document that is well-formed. */
export class CannotCompile extends Error {
  override readonly name = 'CannotCompile';
}

type Options = Parameters<typeof mjml2html>[1];
type Compiled = Awaited<ReturnType<typeof mjml2html>>;

/** MJML to HTML. Throws CannotCompile. The library is loaded at its first use: it takes longer to load than most commands take to run. */
export async function toHtml(source: string, options: Options): Promise<Compiled> {
  const { default: compile } = await import('mjml');
  try {
    return await compile(source, options);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CannotCompile(`MJML cannot compile it (${said}): look at its styles first`, { cause: error });
  }
}
