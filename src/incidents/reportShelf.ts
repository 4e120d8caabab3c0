import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../core/files/replaceFile';

/** A case report exactly as it was created, in the language and with the names that were chosen then. */
export interface CreatedReport {
  /** When, ISO 8601, UTC. */
  readonly at: string;
  readonly markdown: string;
  /** The same as a page to print. */
  readonly html: string;
}

/**
 * Keeps the last case report of each incident in files of the extension's own, readable by this user only, and knows which
 * open document is which report.
 */
export class ReportShelf {
  private readonly open = new Map<string, CreatedReport>();

  /** @param changed told the addresses of all reports that are open */
  constructor(
    private readonly folder: string,
    private readonly changed: (addresses: readonly string[]) => void,
  ) {}

  opened(address: string, report: CreatedReport): void {
    this.open.set(address, report);
    this.changed([...this.open.keys()]);
  }

  closed(address: string): void {
    if (this.open.delete(address)) this.changed([...this.open.keys()]);
  }

  /** Undefined where no report is open under the address. */
  openAt(address: string): CreatedReport | undefined {
    return this.open.get(address);
  }

  /** Keeps a report in place of the one before. */
  async keep(incidentId: string, report: CreatedReport): Promise<void> {
    await this.write(this.path(incidentId, 'json'), JSON.stringify(report));
  }

  /** The last report of an incident; undefined where there is none that can be read. */
  async of(incidentId: string): Promise<CreatedReport | undefined> {
    try {
      return parse(JSON.parse(await readFile(this.path(incidentId, 'json'), 'utf8')));
    } catch {
      return undefined;
    }
  }

  async forget(incidentId: string): Promise<void> {
    for (const kind of ['json', 'html'] as const) await rm(this.path(incidentId, kind), { force: true });
  }

  /** A file with the page of a report, for a browser to open. */
  async pageFile(incidentId: string, { html }: CreatedReport): Promise<string> {
    const path = this.path(incidentId, 'html');
    await this.write(path, html);
    return path;
  }

  /** The id of an incident comes from a file that anyone may have written: it leads nowhere else. */
  private path(incidentId: string, extension: 'json' | 'html'): string {
    const name = createHash('sha256').update(incidentId).digest('hex').slice(0, 32);
    return join(this.folder, `${name}.${extension}`);
  }

  private async write(path: string, text: string): Promise<void> {
    const draft = `${path}.${process.pid}.tmp`;
    await mkdir(this.folder, { recursive: true });
    await writeFile(draft, text, { mode: 0o600 });
    await replaceFile(draft, path);
  }
}

function parse(value: unknown): CreatedReport | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, markdown, html } = value as Record<string, unknown>;
  const isWhole = typeof at === 'string' && typeof markdown === 'string' && typeof html === 'string';
  return isWhole ? { at, markdown, html } : undefined;
}
