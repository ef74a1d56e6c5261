/**
 * What makes all but the link, loaded when it is first asked for.
 * @throws Error when it cannot be had
 */
export async function loadTakeAway() {
  try {
    return await import('./take-away.ts');
  } catch (error) {
    throw new Error('The code for this could not be loaded: check the connection and try again.', {
      cause: error,
    });
  }
}
