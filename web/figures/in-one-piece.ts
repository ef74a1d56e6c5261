// What most figures have in common, in one piece: what is loaded for the first of them compresses
// better so, and comes in fewer requests.
import './first-piece.ts';
import '../lab/run-figure.ts';
import '../lab/run-panels.ts';
import '../lab/weight-scene.ts';
import '../kit/crosshair.ts';
import '../kit/legend.ts';
import '../kit/magnitude.ts';
import '../kit/matrix-image.ts';
import '../kit/row-plot.ts';
import '../panels/signal/panel.ts';
