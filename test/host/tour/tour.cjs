const vscode = require('vscode');

/** VS Code opens a walkthrough by itself only in the window that installs the extension. Where something is open, nobody begins. */
exports.activate = async () => {
  if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'ndr-lens.ndr-lens#firstStep');
};
