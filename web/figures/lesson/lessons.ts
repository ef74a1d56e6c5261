// So that what the figures have in common stays in one piece: two would compress worse, and the
// first of them is part of the first load.
import '../in-one-piece.ts';

export {AdamFigure} from '../adam/adam-figure.ts';
export {ComparisonFigure} from '../comparison/comparison-figure.ts';
export {CoverageFigure} from '../coverage/coverage-figure.ts';
export {StepSizeFigure} from '../step-size/step-size-figure.ts';
