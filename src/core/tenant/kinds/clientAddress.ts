/** An IP address without its port and brackets. */
export function clientAddressIn(text: string | undefined): string | undefined {
  const bare = text?.trim();
  if (bare === undefined || !/[[:]/.test(bare)) return bare;
  return bare.replace(/^\[([0-9a-f:.]+)\](?::\d+)?$/i, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}
