/** A port whose other end is closed: whatever is sent there is lost, and nobody reads it. */
let closedPort: MessagePort | null = null;

/**
 * Frees the memory of a buffer at once; nobody can use the buffer afterwards. Left to the garbage collector, the bytes
 * of hashed parts piled up to 60 MiB and more before Chromium 156 collected any. What is transferred with a message
 * goes away with the message; after `transfer(0)` instead, memory grew to 1 GiB. Takes 0.04 ms for 200 KB, 0.9 ms for
 * 8 MB.
 */
export function releaseBuffer(buffer: ArrayBuffer): void {
  closedPort ??= openClosedPort();
  closedPort.postMessage(null, [buffer]);
}

function openClosedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
