import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { extractPackage, installOnce, npm, type Report } from './npmPackage';
import { downloadsDir } from './repository';
import { nodePackages, type VersionName, type VscodeVersion, versions } from './versions';

export interface InstalledServer {
  /** The Node that this server runs on. */
  node: string;
  /** out/server-main.js of the server. */
  main: string;
}

/** Makes sure of a VS Code server and its Node, downloading what is missing. */
export async function installServer(version: VersionName, report: Report): Promise<InstalledServer> {
  const wanted = versions[version];
  const folder = join(downloadsDir(), `server-${wanted.vscode}`);
  if (!existsSync(folder))
    report(`Installing VS Code ${wanted.vscode} into .vscode-test (once, about a minute)`);
  await installOnce(folder, async (target) => {
    await extractPackage(wanted.server, 'package/lib/vscode', target);
    report(`Installing the packages of VS Code ${wanted.vscode}`);
    // Its shrinkwrap pins them, written without peer dependencies. Without scripts no compiler is needed, and what needs one is not used here.
    const quiet = ['--no-audit', '--no-fund', '--engine-strict=false', '--legacy-peer-deps'];
    await npm(['ci', '--omit=dev', '--ignore-scripts', ...quiet], target);
  });
  return { node: await installNode(wanted.nodeMajor, report), main: join(folder, 'out', 'server-main.js') };
}

async function installNode(major: VscodeVersion['nodeMajor'], report: Report): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const wanted = nodePackages[major][platform];
  if (wanted === undefined) {
    throw new Error(`No Node ${major} is known for ${platform}: run this with Node ${major} itself.`);
  }
  const folder = join(downloadsDir(), `node-${wanted.version}`);
  if (!existsSync(folder)) report(`Installing Node ${wanted.version} into .vscode-test`);
  await installOnce(folder, (target) => extractPackage(wanted, 'package/bin', target));
  return join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}
