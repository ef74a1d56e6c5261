/**
 * A function that lets waiting messages in. A message to oneself is used because setTimeout is held
 * back to 4 ms, and to a second in hidden tabs; not in Node, which would hear a thousand of its own
 * messages before those of others.
 */
export function createYielder(): () => Promise<void> {
  if (typeof setImmediate === 'function') {
    return () => new Promise(resolve => void setImmediate(resolve));
  }
  const {port1, port2} = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise(resolve => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
