import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../shared/services';
import { readSettings } from '../shared/settings';
import { openFolders } from './openFolders';

/** A program that serves by the Model Context Protocol, as VS Code takes it from 1.101 on. */
type StdioDefinition = new (
  label: string,
  command: string,
  args: string[],
  env: Record<string, string>,
  version: string,
) => object;

/** What VS Code may have beyond the oldest version that is supported. */
interface NewerApi {
  readonly McpStdioServerDefinition?: StdioDefinition;
  readonly lm?: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        provideMcpServerDefinitions(): Promise<object[]>;
      },
    ): vscode.Disposable;
  };
}

/** Undefined for what this VS Code lacks. */
const newerApi: NewerApi = vscode as object;

/** Tells VS Code how the server is started; it asks at once, and again after each change. Nothing where VS Code knows no such servers. */
export function registerMcpServer(services: Services, onDidChange: vscode.Event<void>): vscode.Disposable[] {
  const { McpStdioServerDefinition, lm } = newerApi;
  if (!McpStdioServerDefinition || !lm?.registerMcpServerDefinitionProvider) return [];
  const { extensionPath, extension } = services.context;
  const { version } = extension.packageJSON;
  const provider = {
    onDidChangeMcpServerDefinitions: onDidChange,
    provideMcpServerDefinitions: async () => [
      new McpStdioServerDefinition(
        'NDR Lens',
        // The program that runs the extension, as there may be no Node.js.
        process.execPath,
        [join(extensionPath, 'dist', 'cli.js'), ...serverArguments(services.knowledge.language)],
        { ELECTRON_RUN_AS_NODE: '1' },
        version,
      ),
    ],
  };
  return [lm.registerMcpServerDefinitionProvider('ndrLens', provider)];
}

function serverArguments(language: string): string[] {
  const { assistantsShowNames, timeZone } = readSettings();
  const names = assistantsShowNames ? ['--names'] : [];
  const zone = timeZone === '' ? [] : [`--zone=${timeZone}`];
  return ['mcp', '--lang', language, ...names, ...zone, '--', ...openFolders()];
}
