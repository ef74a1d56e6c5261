import {createHash} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {built} from './built.ts';
import {gzippedSize} from './gzipped-size.ts';
import type {BuildOptions, OutputFile} from 'esbuild';

/**
 * Writes dist/embed/: what other people's pages load, by names that stay.
 *   index.html      a figure that fills its frame
 *   sandboxed.html  the same in one file, for frames that may load nothing
 *   v1.js           the element <fourier-net>
 *   mount.js        for pages of the demo's own origin
 * @returns what index.html is
 */
export async function addEmbed(options: {
  root: string;
  dist: string;
  scriptOptions: BuildOptions;
  parts: {core: Uint8Array; relaxed: Uint8Array | null; study: Uint8Array};

  /** name in assets/ */
  frameScript: string;

  /** likewise */
  mountScript: string;
  frameStyle: {name: string; bytes: Uint8Array};

  /** with the page, what a figure takes to begin */
  loadedInFrame: {bytes: Uint8Array}[];

  /** name in assets/ */
  poster: string;
}): Promise<{page: Uint8Array}> {
  const {root, dist, scriptOptions, parts, frameScript, mountScript, frameStyle, poster} = options;
  const {loadedInFrame} = options;
  const folder = path.join(dist, 'embed');
  const source = path.join(root, 'web', 'embed');
  await mkdir(folder, {recursive: true});

  async function bundled(entry: string, more?: BuildOptions): Promise<string> {
    const {outputFiles} = await build({
      ...scriptOptions,
      entryPoints: [path.join(root, entry)],
      format: 'iife',
      write: false,
      ...more,
    });
    return (outputFiles as OutputFile[])[0].text;
  }

  /** @param texts by placeholder */
  async function addPage(name: string, texts: Record<string, string>) {
    let html = await readFile(path.join(source, name), 'utf8');
    for (const [placeholder, text] of Object.entries(texts)) {
      html = html.replaceAll(placeholder, () => text);
    }
    await writeFile(path.join(folder, name), html);
    return Buffer.from(html);
  }

  const start = await bundled('web/embed/start-frame.ts', {
    plugins: [built({frameFile: `../assets/${frameScript}`})],
  });
  const page = await addPage('index.html', {
    '%POLICY%':
      `default-src 'none'; script-src 'self' ${hashOf(start)} 'wasm-unsafe-eval'; ` +
      "worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
      "frame-src 'self'; base-uri 'none'; form-action 'none'",
    '%START%': `<script>${start}</script>`,
    '%FRAME_STYLE%': `../assets/${frameStyle.name}`,
    '%POSTER%': `../assets/${poster}`,
  });

  const style = Buffer.from(frameStyle.bytes).toString();
  const script = inlined(
    await bundled('web/embed/frame.ts', {
      conditions: ['inlined'],
      define: {'import.meta.url': 'document.baseURI'}, // where the embed code's addresses begin
      plugins: [
        ...(scriptOptions.plugins ?? []),
        built({
          workletFile: null,
          workerText: await bundled('web/engine/worker/worker.ts', withoutAddress),
          studyText: await bundled('web/engine/study/worker.ts', withoutAddress),
          studyModuleText: base64(parts.study),
          coreText: base64(parts.core),
          relaxedText: parts.relaxed && base64(parts.relaxed),
        }),
      ],
    }),
  );
  await addPage('sandboxed.html', {
    '%POLICY%':
      `default-src 'none'; script-src ${hashOf(script)} 'wasm-unsafe-eval'; worker-src blob:; ` +
      `style-src ${hashOf(style)}; img-src data:; frame-src http: https:; base-uri 'none'; form-action 'none'`,
    '%STYLE%': `<style>${style}</style>`,
    '%SCRIPT%': `<script>${script}</script>`,
  });

  await writeFile(
    path.join(folder, 'v1.js'),
    await bundled('web/embed/v1.ts', {
      conditions: ['facade'],
      plugins: [
        ...(scriptOptions.plugins ?? []),
        built({frameBytes: gzippedSize(page, ...loadedInFrame.map(({bytes}) => bytes))}),
      ],
    }),
  );
  await writeFile(
    path.join(folder, 'mount.js'),
    `export {mount} from '../assets/${mountScript}';\n`,
  );
  return {page};
}

/** A classic script has no address to find files by; Emscripten's loader wants one, and uses it not. */
const withoutAddress = {define: {'import.meta.url': '"file:///"'}};

function base64(bytes: Uint8Array) {
  return Buffer.from(bytes).toString('base64');
}

/**
 * A script as it may stand in a page: nothing in it looks like the end of a script or the beginning of
 * a comment. esbuild takes care of the first.
 */
function inlined(script: string) {
  return script.replaceAll('<!--', '\\x3C!--');
}

/** @param text of an element, for the page's policy */
function hashOf(text: string) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
