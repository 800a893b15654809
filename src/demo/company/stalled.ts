import { TOMASZ } from './people.ts';
import type { Scene } from './scene.ts';

const jacket: Scene = ({ ago }) => ({
  id: 'mazur',
  shows: 'stalled: no promise, a stage over its allowance, and nobody says why',
  name: 'Aleksandra Mazur',
  salutation: 'Pani Aleksandro',
  email: 'ola.mazur@poczta.example',
  language: 'pl',
  owner_id: TOMASZ,
  jobs: [
    {
      number: 'SN 204',
      asset: 'kurtka skórzana',
      summary: 'wymiana zamka',
      reported_at: ago(8, '17:30'),
      stage: 'on the bench',
      stage_since: ago(7, '09:00'),
      estimate: '160.00',
    },
  ],
});

/** No promise, and a stage that has outrun its allowance. */
export const stalled: readonly Scene[] = [jacket];
