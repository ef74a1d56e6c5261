// So that what the figures have in common stays in one piece: two would compress worse, and the
// first of them is part of the first load.
import '../figure-pictures.js';

export {AdamFigure} from './adam-figure.js';
export {ComparisonFigure} from './comparison-figure.js';
export {CoverageFigure} from './coverage-figure.js';
export {StepSizeFigure} from './step-size-figure.js';
