let deadEnd: MessagePort | null = null;

export function giveBack(buffer: ArrayBuffer): void {
  if (deadEnd === null) {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    deadEnd = port1;
  }
  deadEnd.postMessage(null, [buffer]);
}
