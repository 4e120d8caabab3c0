import { type IncidentValues, incidentValues } from '../../../../src/core/verify/incidentValues';
import { type Quotable, quotable } from '../../../../src/core/verify/quoting';

export const nothingKnown = incidentValues({});

function all(...values: string[]): Quotable[] {
  return values.map((value) => {
    const fit = quotable(value);
    if (fit === undefined) throw new Error(`Not quotable: ${value}`);
    return fit;
  });
}

const period = { start: '2026-11-23T14:02:00Z', end: '2026-11-24T18:00:00Z' };

export const ordinary: IncidentValues = {
  senders: all('scan@print.adatum.example', 'backup@nas.adatum.example'),
  accounts: all('scan@print.adatum.example', 'backup@nas.adatum.example'),
  domains: all('print.adatum.example', 'nas.adatum.example'),
  connectors: all('Inbound from MAIL01'),
  servers: all('MAIL01'),
  period,
};

const attacks = [
  "'; Remove-Mailbox -Identity '*'; '",
  '’; Remove-Mailbox -Identity ’*’; ’',
  "‘’‚‛'",
  '$(Remove-Mailbox)@x.example',
  '`r`n`$(x)',
  '"; EmailEvents | take 1 //',
  '\\" or true or "\\',
  "'$(reboot)'; reboot; #",
  '-Confirm:$false',
  '<# #>',
  '%{}|&&||;',
];

/** Names an attacker may have put into a log, all of which may stand in a command. */
export const hostile: IncidentValues = {
  senders: all(...attacks.map((attack) => `${attack}@x.example`)),
  accounts: all(...attacks.map((attack) => `${attack}@x.example`)),
  domains: all(...attacks),
  connectors: all(...attacks),
  servers: all(...attacks),
  period,
};

/** What no command in one line may hold. */
export const acting = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
