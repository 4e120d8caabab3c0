import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { assistantText } from '../core/assistant/texts';
import type { ToolSetting } from '../core/assistant/toolCall';
import { isToolName, toolNames, tools } from '../core/assistant/tools';
import { runOnThread } from '../core/assistant/toolThread';
import { printable } from '../core/code/printable';
import { offsetsOf } from '../core/logs/formats/timeZone';
import { commandLines, program } from './commandLines';
import { found } from './exitCode';
import { languageFor } from './language';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';
import { version } from './version';

/** Serves over standard input and output until the input ends. */
export async function mcpCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals: folders } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: commandLines.mcp.options }),
  );
  if (values.zone !== undefined && !offsetsOf(values.zone)) throw new UsageError('error.zone');
  for (const path of folders)
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError('mcp.noFolder', { path });
  const setting: ToolSetting = {
    folders,
    language: languageFor(values.lang),
    namesShown: values.names ?? false,
    timeZone: values.zone ?? '',
  };
  const server = serverOf(setting, output);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  process.stdin.once('end', () => void server.close());
  await server.connect(new StdioServerTransport());
  await closed;
  return found;
}

function serverOf(setting: ToolSetting, output: Output): Server {
  const { language } = setting;
  const server = new Server(
    { name: program, version },
    { capabilities: { tools: {} }, instructions: assistantText(language, 'untrusted.note') },
  );
  server.onerror = (error) => output.complain(`${printable(error.message)}\n`);
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: toolNames.map((name) => ({
      name,
      title: assistantText(language, `tool.${name}`),
      description: tools[name].description,
      inputSchema: structuredClone(tools[name].input),
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(
    CallToolRequestSchema,
    async ({ params: { name, arguments: input } }, { signal }) => {
      if (!isToolName(name))
        throw new McpError(ErrorCode.InvalidParams, `There is no tool ${printable(name)}.`);
      const { text, isRefused, problem } = await runOnThread({ name, input, setting }, signal);
      if (problem !== undefined) output.complain(`${printable(problem)}\n`);
      return { content: [{ type: 'text', text }], isError: isRefused };
    },
  );
  return server;
}
