import { parentPort, workerData } from 'node:worker_threads';
import { runTool } from './runTool';
import type { ToolCall } from './toolCall';

const call: ToolCall = workerData;
void runTool(call).then((reply) => parentPort?.postMessage(reply));
