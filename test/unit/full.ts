/** `NDR_LENS_TEST=full` asks for all there is: what random input is tried, and how long the long texts are. */
export const isFull = process.env.NDR_LENS_TEST === 'full';

/** As many as are wanted in this run. Random input is reported with its seed where it fails. */
export function amount(usual: number, full: number): number {
  return isFull ? full : usual;
}
