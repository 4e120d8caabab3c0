export function evenOut(zip: Buffer, day: string): Buffer;
