import type { FigureCode } from '../../replay/figures/figure.ts';
import { QUESTIONS, type ReplayQuestion } from '../../replay/telling/questions.ts';

const TITLES: Readonly<Record<ReplayQuestion, string>> = {
  warned: 'Was who waited too long told in time?',
  troubled: 'Was anybody troubled for nothing?',
  words: 'Were words kept, and days named right?',
  people: 'What was asked of people? (a week, for 1,000 open orders and jobs)',
  reminders: 'Reminders',
  letters: 'Letters',
};

/** The figures by what a manager asks, in order. */
export const SECTIONS: readonly { readonly title: string; readonly codes: readonly FigureCode[] }[] =
  QUESTIONS.map(({ asks, codes }) => ({ title: TITLES[asks], codes }));
