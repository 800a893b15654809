import type { Instant } from '../calendar/time.ts';
import type { Finding } from './finding.ts';

/** It was stalled already when Tidings went live: any finding began before that moment. */
export const isBacklog = (findings: readonly Finding[], goLive: Instant): boolean =>
  findings.some((finding) => finding.began < goLive);
