import {formatApart} from '../../words/format.ts';

/**
 * A matrix of the reader's own, from a file.
 * @param parts onMatrix: the setting; onProblem: says why the file cannot be used
 */
export function addMatrixFile({
  input,
  signal,
  onMatrix,
  onProblem,
}: {
  input: HTMLInputElement;
  signal: AbortSignal;
  onMatrix: (matrix: string) => void;
  onProblem: (message: string) => void;
}) {
  input.addEventListener(
    'change',
    async () => {
      const [file] = input.files ?? [];
      input.value = ''; // so that the same file can be chosen again
      if (!file) return;
      try {
        const matrix = await readMatrix(file);
        if (!signal.aborted) onMatrix(matrix);
      } catch (error) {
        if (!signal.aborted) onProblem(error instanceof Error ? error.message : String(error));
      }
    },
    {signal},
  );
}

/** @throws Error naming the file and what is wrong with it */
async function readMatrix(file: File) {
  const {largestMatrixFile, matrixSetting} = await import('../../settings/matrix-setting.ts');
  if (file.size > largestMatrixFile) {
    const [size, most] = formatApart([file.size / 2 ** 20, largestMatrixFile / 2 ** 20]);
    throw new RangeError(`${file.name} has ${size} MB: allowed are ${most} MB, 512 × 512 numbers.`);
  }
  try {
    return matrixSetting(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    throw new Error(`${file.name} ${(error as Error).message}.`, {cause: error});
  }
}
