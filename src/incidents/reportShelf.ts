import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { replaceFile } from '../core/files/replaceFile';

/** A case report exactly as it was created, in the language and with the names that were chosen then. */
export interface CreatedReport {
  /** When, ISO 8601, UTC. */
  readonly at: string;
  readonly markdown: string;
  /** The same as a page to print. */
  readonly html: string;
}

/** A report that is open as a document. */
interface OpenReport {
  readonly incidentId: string;
  readonly report: CreatedReport;
}

/**
 * Keeps the last case report of each incident in files of the extension's own, readable by this user only, and knows which
 * open document is which report, over a reload of the window too.
 */
export class ReportShelf {
  private readonly open = new Map<string, OpenReport>();

  /** @param changed told the addresses of all reports that are open */
  constructor(
    private readonly folder: string,
    private readonly changed: (addresses: readonly string[]) => void,
  ) {}

  async opened(address: string, incidentId: string, report: CreatedReport): Promise<void> {
    this.open.set(address, { incidentId, report });
    this.changed([...this.open.keys()]);
    await this.write(this.openPath(address), JSON.stringify({ ...report, incidentId }));
  }

  async closed(address: string): Promise<void> {
    if (!this.open.delete(address)) return;
    this.changed([...this.open.keys()]);
    await rm(this.openPath(address), { force: true });
  }

  /** Knows again which of the documents that a window has brought back are reports, and forgets those that it has not. */
  async broughtBack(addresses: readonly string[]): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const left = new Set(names.filter((name) => name.startsWith(openPrefix)));
    for (const address of addresses) {
      const path = this.openPath(address);
      if (!left.delete(basename(path))) continue;
      const kept = await read(path);
      if (kept?.incidentId !== undefined)
        this.open.set(address, { incidentId: kept.incidentId, report: kept.report });
    }
    for (const name of left) await rm(join(this.folder, name), { force: true });
    if (this.open.size > 0) this.changed([...this.open.keys()]);
  }

  /** Undefined where no report is open under the address. */
  openAt(address: string): CreatedReport | undefined {
    return this.open.get(address)?.report;
  }

  /** Keeps a report in place of the one before. */
  async keep(incidentId: string, report: CreatedReport): Promise<void> {
    await this.write(this.path(incidentId, 'json'), JSON.stringify(report));
  }

  /** The last report of an incident; undefined where there is none that can be read. */
  async of(incidentId: string): Promise<CreatedReport | undefined> {
    return (await read(this.path(incidentId, 'json')))?.report;
  }

  async forget(incidentId: string): Promise<void> {
    for (const kind of ['json', 'html'] as const) await rm(this.path(incidentId, kind), { force: true });
    // It stays in the window as long as its document does.
    for (const [address, open] of this.open)
      if (open.incidentId === incidentId) await rm(this.openPath(address), { force: true });
  }

  /** A file with the page of a report, for a browser to open. */
  async pageFile(incidentId: string, { html }: CreatedReport): Promise<string> {
    const path = this.path(incidentId, 'html');
    await this.write(path, html);
    return path;
  }

  private path(incidentId: string, extension: 'json' | 'html'): string {
    return join(this.folder, `${fileName(incidentId)}.${extension}`);
  }

  private openPath(address: string): string {
    return join(this.folder, `${openPrefix}${fileName(address)}.json`);
  }

  private async write(path: string, text: string): Promise<void> {
    const draft = `${path}.${process.pid}.tmp`;
    await mkdir(this.folder, { recursive: true });
    await writeFile(draft, text, { mode: 0o600 });
    await replaceFile(draft, path);
  }
}

/** How the files of reports begin that are open as documents. */
const openPrefix = 'open-';

/** The id of an incident comes from a file that anyone may have written: it leads nowhere else. */
function fileName(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** Undefined where there is no report that can be read. */
async function read(
  path: string,
): Promise<{ readonly report: CreatedReport; readonly incidentId: string | undefined } | undefined> {
  try {
    const { at, markdown, html, incidentId } = JSON.parse(await readFile(path, 'utf8'));
    const isWhole = typeof at === 'string' && typeof markdown === 'string' && typeof html === 'string';
    if (!isWhole) return undefined;
    return {
      report: { at, markdown, html },
      incidentId: typeof incidentId === 'string' ? incidentId : undefined,
    };
  } catch {
    return undefined;
  }
}
