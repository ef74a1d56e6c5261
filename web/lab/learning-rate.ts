import {apart} from '../words/apart.ts';
import {settingNamed} from '../settings/table.ts';
import {formatCount} from '../words/format.ts';
import {isBeingEdited} from './controls.ts';
import type {Run} from '../engine/run.ts';

/**
 * The learning rate's slider, on a log scale, and the note on how far it may go.
 * @param parts the field is a control of its own; the slider writes into it
 */
export function addLearningRate({
  field,
  slider,
  note,
  signal,
}: {
  field: HTMLInputElement;
  slider: HTMLInputElement;
  note: HTMLElement;
  signal: AbortSignal;
}) {
  slider.addEventListener(
    'input',
    () => {
      field.value = String(Number((10 ** Number(slider.value)).toPrecision(2)));
      field.dispatchEvent(new Event('change'));
    },
    {signal},
  );

  return {
    show({learningRate: rate, stableBound, settings}: Run) {
      const unused = settingNamed('lr').unusedBy?.includes(settings.optimizer) ?? false;
      slider.disabled = unused;
      if (unused) {
        field.value = '';
        note.textContent = 'It has no learning rate.';
        note.classList.remove('bad');
        return;
      }
      field.placeholder = 'default';
      if (!isBeingEdited(field)) {
        field.value = rate === null ? '' : apart([rate, stableBound], 4)[0];
        field.removeAttribute('aria-invalid');
      }
      const known = Number.isFinite(stableBound);
      const decay = settings['decay-steps'];
      const notes = [
        known ? `Stable below ${apart([stableBound, rate ?? NaN], 3)[0]}.` : '',
        decay === null ? '' : `Falls to zero by step ${formatCount(decay)}.`,
      ];
      note.textContent = notes.join(' ').trim();
      note.classList.toggle('bad', known && rate !== null && rate > stableBound);
      slider.setAttribute(
        'aria-valuetext',
        rate === null ? field.placeholder : apart([rate, stableBound], 2)[0],
      );
      if (rate !== null) slider.value = String(Math.log10(rate));
    },
  };
}
