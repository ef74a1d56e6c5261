// What the article's first figure is made of, in one piece for all that share some of it: it compresses
// better so, and comes in fewer requests.
import '../kit/decimate.ts';
import '../lab/markup/with-parts.ts';
import '../lab/rewind.ts';
import '../lab/run-element.ts';
import '../lab/add-playing.ts';
import '../panels/heatmap/panel.ts';
import '../panels/helix/panel.ts';
import '../panels/rows/bin-weights.ts';
import '../panels/time-line/markup.html';
import '../panels/time-line/style.css';
import '../runs/shared-run.ts';
import '../take-away/take.ts';
import '../words/format.ts';
