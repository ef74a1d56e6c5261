import {parseSetting} from '../settings/check.ts';
import {fitted} from '../settings/fitted.ts';
import {modelNamed} from '../models.ts';
import {settingNamed} from '../settings/table.ts';
import type {Value} from '../settings/setting.ts';
import type {Settings} from '../settings/table.ts';

/** How values read that are not their own name. */
const labels: Record<string, Record<string, string>> = {
  optimizer: {
    sgd: 'SGD',
    momentum: 'Momentum',
    adam: 'Adam',
    amsgrad: 'AMSGrad',
    lms: 'LMS (1960)',
    kaczmarz: 'Kaczmarz (1937)',
    exact: 'Exact solution',
  },
  signal: {
    noise: 'Noise',
    impulse: 'Impulse',
    sine: 'Sine',
    chirp: 'Chirp',
    drawn: 'Draw your own',
    'four-tones': 'Four tones',
    'violin-a4': 'Violin, A4',
  },
  examples: {streaming: 'endless'},
  data: {noise: 'White noise', tones: 'Four tones'},
  speed: {watch: 'to be watched', max: 'as fast as it goes'},
};

/** What a choice offers where the setting itself is a range. */
const offers: Record<string, Value[]> = {
  speed: ['watch', 1, 3, 10, 30, 60, 120, 300, 'max'],
  examples: [64, 256, 1000, 15000, 'streaming'],
};

/** How an optimiser's name reads. */
export function optimizerName(optimizer: string) {
  return labels.optimizer[optimizer] ?? optimizer;
}

/** Fills the controls named by data-setting from the settings table and hears their changes. */
export function addControls(
  root: ParentNode,
  {
    models,
    onChange,
    onProblem,
    signal,
  }: {
    models: readonly string[];
    onChange: (key: string, value: Value) => void;
    onProblem: (message: string) => void;
    signal: AbortSignal;
  },
) {
  const controls = new Map<string, HTMLSelectElement | HTMLInputElement>();
  const ownOffers: Record<string, readonly Value[]> = {model: models};
  for (const element of root.querySelectorAll('[data-setting]')) {
    const control = element as HTMLSelectElement | HTMLInputElement;
    const key = control.dataset.setting ?? '';
    const setting = fitted(settingNamed(key), {model: models[0], optimizer: '', n: NaN});
    controls.set(key, control);
    if (control instanceof HTMLSelectElement) {
      const offered = ownOffers[key] ?? offers[key];
      for (const value of offered ?? setting.values ?? []) control.add(optionFor(key, value));
    }
    control.addEventListener('change', () => change(key, control), {signal});
  }

  // Tooltips are for those who come near.
  const explain = () =>
    import('../settings/meanings.ts').then(
      ({meanings}) => {
        for (const [key, control] of controls) control.title = meanings[key];
      },
      error => console.info('The controls have no tooltips:', String(error)),
    );
  for (const type of ['pointerover', 'focusin']) {
    root.addEventListener(type, explain, {once: true, signal});
  }

  function change(key: string, control: HTMLSelectElement | HTMLInputElement) {
    if (isNoSetting(control)) return;
    try {
      const {default: usual} = settingNamed(key);
      const isLeftOut = control.value.trim() === '' && usual === null;
      const value = isLeftOut ? null : parseSetting(key, control.value, models[0]);
      control.removeAttribute('aria-invalid');
      onChange(key, value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      control.setAttribute('aria-invalid', 'true');
      onProblem(error.message);
    }
  }

  return {
    /** Whether what is typed somewhere cannot be. */
    get hasRefused() {
      return [...controls.values()].some(control => control.hasAttribute('aria-invalid'));
    },
    /** What is typed there cannot be. */
    refuse(key: string) {
      const control = controls.get(key);
      if (control && isBeingEdited(control)) control.setAttribute('aria-invalid', 'true');
    },
    /**
     * Shows settings as they are, those that the model has a use for, and which of them the optimiser
     * has none for; a field that is being edited is left alone.
     */
    show(settings: Partial<Settings>) {
      for (const [key, value] of Object.entries(settings)) {
        const control = controls.get(key);
        if (control && settings.optimizer && settings.model) {
          const {unusedBy = [], models: users = [settings.model]} = settingNamed(key);
          control.disabled = unusedBy.includes(settings.optimizer);
          const hidden = !users.includes(settings.model);
          control.closest('label, .field')?.toggleAttribute('hidden', hidden);
        }
        if (!control || isBeingEdited(control) || isNoSetting(control)) continue;
        if (value === undefined) continue; // shown elsewhere
        const text = String(value ?? '');
        if (control instanceof HTMLSelectElement) {
          if (value === null) continue;
          const known = [...control.options].some(option => option.value === text);
          if (!known) control.add(optionFor(key, value));
        }
        control.value = text;
        control.removeAttribute('aria-invalid');
      }
    },
  };
}

/** Whether someone is typing in it. */
export function isBeingEdited(control: Element) {
  return control.matches('input:focus');
}

/**
 * Whether an option is chosen that is no value of the setting: whoever added it, with data-own, hears
 * of it.
 */
function isNoSetting(control: HTMLSelectElement | HTMLInputElement) {
  return (
    control instanceof HTMLSelectElement && 'own' in (control.selectedOptions[0]?.dataset ?? {})
  );
}

function optionFor(key: string, value: Value) {
  const unit = value === 1 ? 'step' : 'steps';
  const plain = key === 'speed' ? `${value} ${unit}/s` : String(value);
  const name = key === 'model' ? modelNamed(String(value))?.name : labels[key]?.[String(value)];
  const text = name ?? plain;
  return new Option(text, String(value));
}
