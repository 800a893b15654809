import { releasesKept } from '../support/ledger-fixture.ts';
import { upgradeFrom } from '../support/upgrade.ts';
import { type Figure, type Ordeal, report, zero } from './ordeal.ts';

/** The ledger of each release, as a company that upgrades brings it. */
export const upgrade: Ordeal = {
  name: 'upgrade',
  story: 'the ledger of every release, with letters sent and letters waiting, is taken over by this build',
  run: async ({ say, progress }) => {
    const releases = await releasesKept();
    const figures: Figure[] = [zero('no ledger of a release is kept', releases.length === 0 ? 1 : 0)];
    for (const [nth, release] of releases.entries()) {
      progress(nth, releases.length);
      const found = await upgradeFrom(release);
      for (const promise of found.broken) say(`${release}: ${promise}`);
      figures.push(
        report(`${release}: letters`, found.letters),
        zero(`${release}: letters that nobody can read any more`, found.unreadable),
        zero(`${release}: letters submitted to customers whose words were not kept`, found.unkept),
        report(`${release}: letters that waited`, found.waiting),
        report(`${release}: letters of the first round after it`, found.written),
        zero(`${release}: letters that wait still`, found.stuck),
        zero(`${release}: letters that no template says`, found.unsayable),
        zero(`${release}: templates that fell back`, found.fellBack.length),
        zero(`${release}: promises broken`, found.broken.length),
      );
    }
    return figures;
  },
};
