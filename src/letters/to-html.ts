import type mjml2html from 'mjml';

type Options = Parameters<typeof mjml2html>[1];
type Compiled = Awaited<ReturnType<typeof mjml2html>>;

/** MJML to HTML. The library is loaded at its first use: it takes longer to load than most commands take to run. */
export async function toHtml(source: string, options: Options): Promise<Compiled> {
  const { default: compile } = await import('mjml');
  return compile(source, options);
}
