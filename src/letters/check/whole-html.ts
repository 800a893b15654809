import { mergeLayout } from '../template/merge-layout.ts';
import { type TemplateSource, toHtml } from '../template/template.ts';

/** A letter in its layout, and the HTML that MJML makes of it, Liquid still in it. */
interface Whole {
  readonly merged: string;
  readonly html: string;
}

/** MJML takes most of the time of a check, and several rules ask for the same. */
const made = new WeakMap<TemplateSource, Promise<Whole>>();

/** Compiles a letter in its layout, once for the same source. Throws NotWellFormed. */
export function wholeHtml(source: TemplateSource): Promise<Whole> {
  const before = made.get(source);
  if (before) return before;
  const whole = compiled(source);
  made.set(source, whole);
  return whole;
}

async function compiled({ layout, template, language }: TemplateSource): Promise<Whole> {
  const merged = mergeLayout(layout, template, language);
  const { html } = await toHtml(merged, {
    validationLevel: 'soft',
    keepComments: false,
    minify: false,
    fonts: {},
    ignoreIncludes: true,
  });
  return { merged, html };
}
