import type {Plugin} from 'esbuild';

type Built = typeof import('../web/built.ts');

/** Puts values in the place of those in web/built.ts; what is left out stays as it is there. */
export function built(values: Partial<Built>): Plugin {
  return {
    name: 'what was built before',
    setup({onLoad}) {
      onLoad({filter: /[/\\]web[/\\]built\.ts$/}, () => ({
        contents: JSON.stringify(values),
        loader: 'json',
      }));
    },
  };
}
