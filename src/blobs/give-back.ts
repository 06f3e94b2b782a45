/** A port whose other end is closed: whatever is sent there is lost, and nobody reads it. */
let deadEnd: MessagePort | null = null;

/**
 * Frees the memory of a buffer at once; nobody can use the buffer afterwards. Left to the garbage collector, buffers
 * of hashed parts piled up to 64 MiB and more before Chromium 156 collected any. What is transferred with a message
 * goes away with the message. (`transfer(0)` would only make V8 forget about it: Blink still holds the memory.)
 */
export function giveBack(buffer: ArrayBuffer): void {
  deadEnd ??= openDeadEnd();
  deadEnd.postMessage(null, [buffer]);
}

function openDeadEnd(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
