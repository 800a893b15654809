import path from 'node:path';
import type { Rules } from '../../policy/rules.ts';
import type { Config } from '../../settings/config.ts';
import { captureTransport } from './capture.ts';
import { smtpTransport } from './smtp.ts';
import type { Transport } from './transport.ts';

/**
 * The mail server of SMTP_URL; without one, capture under TIDINGS_HOME/outbox.
 * @throws ConfigurationFailure when SMTP_URL cannot be read.
 */
export const transportFor = (
  config: Pick<Config, 'smtpUrl' | 'smtp' | 'home'>,
  rules: Pick<Rules, 'post' | 'company'>,
): Transport =>
  config.smtpUrl === null
    ? captureTransport(path.join(config.home, 'outbox'))
    : smtpTransport(config.smtpUrl, {
        connections: rules.post.connections,
        settings: config.smtp,
        from: rules.company.from.address,
      });

/** Where letters go, in one sentence. */
export const sayWhere = (transport: Transport): string =>
  transport.kind === 'capture'
    ? `SMTP_URL is not set: letters are captured as .eml files in ${transport.where}. Nothing leaves this machine. They count as told until a mail server is named.`
    : `Letters go to the mail server ${transport.where}.`;
